using Microsoft.Data.Sqlite;

namespace Coupler.Jobs;

/// <summary>
/// A row of the table of jobs. Version and claim are the columns' own, which a lease that ends changes without the record.
/// </summary>
internal readonly record struct SqliteJobRow(
    Guid Id, long Version, Guid? Claim, DateTimeOffset? Due, DateTimeOffset Created, string Owner, string Target,
    ReadOnlyMemory<byte> Record)
{
    public const string Columns = "id, version, claim, due, created, owner, target, record";

    public static SqliteJobRow Read(SqliteDataReader row) => new(
        row.GetGuid(0),
        row.GetInt64(1),
        row.IsDBNull(2) ? null : row.GetGuid(2),
        row.IsDBNull(3) ? null : new DateTimeOffset(row.GetInt64(3), TimeSpan.Zero),
        new DateTimeOffset(row.GetInt64(4), TimeSpan.Zero),
        row.GetString(5),
        row.GetString(6),
        row.GetFieldValue<byte[]>(7));

    /// <exception cref="FormatException">This version cannot read it.</exception>
    public JobRecord ToRecord() => JobRecordFormat.Read(Record.Span) with { Version = Version, Claim = Claim };

    /// <summary>
    /// One record that cannot be read must not hide the others in a list: what the row itself says stands for it.
    /// </summary>
    public JobRecord ToRecordOrDescription()
    {
        try
        {
            return ToRecord();
        }
        catch (FormatException exception)
        {
            return new JobRecord
            {
                Id = Id,
                Version = Version,
                Workspace = "",
                WorkloadFormat = "",
                Options = new JobOptions { Owner = Owner, Target = Target },
                Status = JobStatus.Parked,
                Created = Created,
                Updated = Created,
                Failure = new JobFailure(FailureClass.Unreadable, nameof(FormatException), exception.Message),
            };
        }
    }
}
