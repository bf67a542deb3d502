using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Coupler.Jobs;

#pragma warning disable IL2026 // The generated validator compares the ranges without the reflection that the attribute may use.

/// <summary>How a <see cref="SqliteJobStore"/> keeps contents, and how long it waits for its file.</summary>
public sealed record SqliteJobStoreOptions
{
    /// <summary>
    /// A content of more bytes is a file of its own in the folder beside the database, <c>jobs.db.contents</c>, and the
    /// database keeps its name and length. Default 1,048,576 (1 MiB); 0 to 1,000,000,000.
    /// </summary>
    [Range(0, 1_000_000_000)]
    public int ContentLimit { get; init; } = 1 << 20;

    /// <summary>How long a write waits for a file that another process has locked. Default 10 s; 0 to 10 min.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:10:00")]
    public TimeSpan LockTimeout { get; init; } = TimeSpan.FromSeconds(10);
}

/// <summary>Checks the ranges that stand on <see cref="SqliteJobStoreOptions"/>.</summary>
[OptionsValidator]
internal sealed partial class SqliteJobStoreOptionsValidator : IValidateOptions<SqliteJobStoreOptions>
{
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range.</exception>
    public static SqliteJobStoreOptions Checked(SqliteJobStoreOptions options)
    {
        var outcome = new SqliteJobStoreOptionsValidator().Validate(null, options);
        return outcome.Failed ? throw new ArgumentOutOfRangeException(nameof(options), outcome.FailureMessage) : options;
    }
}
