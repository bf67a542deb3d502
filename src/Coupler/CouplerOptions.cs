using System.ComponentModel.DataAnnotations;
using Coupler.Cost;
using Microsoft.Extensions.Options;

namespace Coupler;

#pragma warning disable IL2026 // The generated validator compares the ranges without the reflection that the attribute may use.

/// <summary>How a <see cref="QuantumClient"/> keeps its jobs and how it watches them.</summary>
public sealed class CouplerOptions : IValidatableObject
{
    /// <summary>
    /// A file in which jobs survive a crash (SQLite; made if it is not there, its folder is not). Default: none, jobs live in
    /// memory. Where it cannot be opened, making the client throws what <see cref="Jobs.SqliteJobStore"/> does.
    /// </summary>
    [MinLength(1)]
    public string? Store { get; set; }

    /// <summary>
    /// Short names for targets, which make "here or there" one line of configuration: <c>simulator</c> → <c>ionq.simulator</c>.
    /// </summary>
    public Dictionary<string, string> Aliases { get; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>
    /// Whether the client takes whatever is due in a store that is a file. Off, it writes jobs down and leaves them to other
    /// processes over the same store; it carries on only those that somebody here waits for, watches or cancels. Jobs in memory
    /// are always carried on. Default on.
    /// </summary>
    public bool TakesDueJobs { get; set; } = true;

    /// <summary>
    /// How long a process may work on one step before another may take the job over. Default 30 s; 0.1 s to 1 h.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "01:00:00")]
    public TimeSpan Lease { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How often the store is asked for jobs that nobody works on. Default 1 s; 10 ms to 1 min.</summary>
    [Range(typeof(TimeSpan), "00:00:00.01", "00:01:00")]
    public TimeSpan ScanInterval { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// The first delay before a target is asked again; each further one is half as long again. Default 0.2 s; 1 ms to 1 min.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00.001", "00:01:00")]
    public TimeSpan FirstDelay { get; set; } = TimeSpan.FromSeconds(0.2);

    /// <summary>The longest delay before a target is asked again. Default 30 s; 1 ms to 1 h.</summary>
    [Range(typeof(TimeSpan), "00:00:00.001", "01:00:00")]
    public TimeSpan LongestDelay { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Caps on what jobs cost: a job whose bound does not fit is refused at its submit. Counted in the store, for all processes
    /// that share it. Default: none.
    /// </summary>
    [ValidateEnumeratedItems]
    public List<Budget> Budgets { get; } = [];

    /// <summary>
    /// How long jobs are kept after they have ended, where <see cref="JobOptions.Retention"/> does not say; then they are
    /// deleted with everything kept for them here and at their place. Default: for ever in a store that other processes share,
    /// one hour in memory; 1 min to 3,650 days.
    /// </summary>
    [Range(typeof(TimeSpan), "00:01:00", "3650.00:00:00")]
    public TimeSpan? Retention { get; set; }

    /// <summary>What is tried again when something goes wrong, and for how long.</summary>
    [ValidateObjectMembers]
    public RetryOptions Retries { get; } = new RetryOptions();

    /// <summary>When a target that keeps failing to take attempts is left alone for a while.</summary>
    [ValidateObjectMembers]
    public BreakerOptions Breaker { get; } = new BreakerOptions();

    IEnumerable<ValidationResult> IValidatableObject.Validate(ValidationContext validationContext)
    {
        foreach (var (name, count) in Budgets.CountBy(budget => budget.Name))
        {
            if (count > 1) yield return new($"{count} budgets are named '{name}'; names are unique.", [nameof(Budgets)]);
        }
    }

    internal TimeSpan DelayAfter(int tries)
    {
        // Whole milliseconds, which is what timers count in.
        var delay = Math.Ceiling(FirstDelay.TotalMilliseconds * Math.Pow(1.5, Math.Min(tries, 100)));
        return TimeSpan.FromMilliseconds(Math.Min(delay, LongestDelay.TotalMilliseconds));
    }
}

[OptionsValidator]
internal sealed partial class CouplerOptionsValidator : IValidateOptions<CouplerOptions>;
