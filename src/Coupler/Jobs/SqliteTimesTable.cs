using System.Collections.Immutable;
using Microsoft.Data.Sqlite;

namespace Coupler.Jobs;

/// <summary>
/// How long attempts took, in a table of its own that outlives the jobs; see <see cref="AttemptTimes.Slots"/>. Not thread-safe.
/// </summary>
internal sealed class SqliteTimesTable(SqliteConnection connection)
{
    private readonly SqliteStatement keep = new(
        connection,
        """
        INSERT INTO times (target, size, slot, ended, waited, ran) VALUES ($target, $size, $slot, $ended, $waited, $ran)
        ON CONFLICT DO UPDATE SET ended = $ended, waited = $waited, ran = $ran WHERE $ended >= ended
        """,
        "$target", "$size", "$slot", "$ended", "$waited", "$ran");

    private readonly SqliteStatement select = new(
        connection, "SELECT size, waited, ran FROM times WHERE target = $target", "$target");

    /// <summary>Keeps the times of the attempt, if it has any.</summary>
    public void Keep(Attempt attempt)
    {
        if (AttemptTimes.Of(attempt) is not var (size, waited, ran)) return;
        var slot = AttemptTimes.SlotOf(attempt.Id);
        keep.Execute(attempt.Target, size, slot, attempt.Ended!.Value.UtcTicks, waited.Ticks, ran.Ticks);
    }

    public ImmutableArray<AttemptTimes> Find(string target) =>
    [
        .. select.Read(
            row => new AttemptTimes(row.GetInt32(0), new TimeSpan(row.GetInt64(1)), new TimeSpan(row.GetInt64(2))), target),
    ];
}
