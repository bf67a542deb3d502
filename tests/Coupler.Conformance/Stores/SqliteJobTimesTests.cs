using Coupler.Jobs;
using Coupler.Testing.Contracts;
using Microsoft.Data.Sqlite;

namespace Coupler.Conformance.Stores;

public sealed class SqliteJobTimesTests : JobTimesContract
{
    private readonly TemporaryFile file = new();

    protected override JobStore Open() => new SqliteJobStore(file.Path);

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        file.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Times_are_there_when_the_file_is_opened_again()
    {
        await EndAsync(Succeeded(1, 2, 3));

        await using var again = Open();

        Assert.Equal(await TimesAsync(), await again.ReadTimesAsync("somewhere.machine", Token));
    }

    /// <summary>Of thirty targets, one is read; SQLite says itself whether it looks at the rows of the others.</summary>
    [Fact]
    public void Times_of_a_target_are_found_by_an_index()
    {
        using var connection = new SqliteConnection($"Data Source={file.Path};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "EXPLAIN QUERY PLAN SELECT size, waited, ran FROM times WHERE target = 'a'";

        using var plan = command.ExecuteReader();

        Assert.True(plan.Read());
        Assert.StartsWith("SEARCH times USING PRIMARY KEY (target=?)", plan.GetString(3), StringComparison.Ordinal);
    }
}
