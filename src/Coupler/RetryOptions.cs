using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Coupler;

#pragma warning disable IL2026 // The generated validator compares the ranges without the reflection that the attribute may use.

/// <summary>
/// How long and how often what went wrong is tried again, by what it means for the money (<see cref="FailureClass"/>). How long
/// it has been going wrong, and how often, is kept with the job: a restart begins nothing anew.
/// </summary>
public sealed class RetryOptions
{
    /// <summary>
    /// How long an attempt that its target never accepted is offered again; then the job fails. Default 1 day; 0 to 30 days.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00", "30.00:00:00")]
    public TimeSpan NeverAccepted { get; set; } = TimeSpan.FromDays(1);

    /// <summary>
    /// How long a target is asked for an attempt of which nothing is known; then the job is parked, since the attempt may be
    /// running. Default 7 days; 0 to 30 days.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00", "30.00:00:00")]
    public TimeSpan AcceptanceUnknown { get; set; } = TimeSpan.FromDays(7);

    /// <summary>
    /// How long a result that is at its target is fetched again, whatever keeps it there; then the job is parked. Default 1 day;
    /// 0 to 30 days.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00", "30.00:00:00")]
    public TimeSpan Fetch { get; set; } = TimeSpan.FromDays(1);

    /// <summary>
    /// How often a result is fetched that cannot be read when it is here; then the job is parked with all that came. Default 3;
    /// 1 to 100.
    /// </summary>
    [Range(1, 100)]
    public int Fetches { get; set; } = 3;

    /// <summary>
    /// The most attempts of a job at one target: one that failed without charge is followed by another, until so many were made.
    /// One that failed with charge never is. Default 3; 1 to 100.
    /// </summary>
    [Range(1, 100)]
    public int Attempts { get; set; } = 3;

    /// <summary>
    /// How often the code of a step is run for one job before the job is parked. Default 8; 1 to 1,000.
    /// </summary>
    [Range(1, 1_000)]
    public int Steps { get; set; } = 8;

    /// <summary>
    /// By which part delays after trouble are made longer at random, so that many jobs do not come back at the same moment.
    /// Default 0.2; 0 to 1.
    /// </summary>
    [Range(0.0, 1.0)]
    public double Jitter { get; set; } = 0.2;
}

[OptionsValidator]
internal sealed partial class RetryOptionsValidator : IValidateOptions<RetryOptions>;
