using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Coupler;

#pragma warning disable IL2026 // The generated validator compares the ranges without the reflection that the attribute may use.

/// <summary>
/// When a target that keeps failing to take attempts is left alone for a while (a circuit breaker, one for each target and
/// process). While its circuit is open nothing is sent to it; jobs wait, or go on at a fallback.
/// </summary>
public sealed class BreakerOptions
{
    /// <summary>The part of submissions that must fail for the circuit to open. Default 0.5; 0.01 to 1.</summary>
    [Range(0.01, 1.0)]
    public double FailureRatio { get; set; } = 0.5;

    /// <summary>Fewer submissions within <see cref="Sampling"/> say nothing. Default 10; 2 to 10,000.</summary>
    [Range(2, 10_000)]
    public int LeastSubmissions { get; set; } = 10;

    /// <summary>How far back submissions count. Default 30 s; 0.5 s to 1 h.</summary>
    [Range(typeof(TimeSpan), "00:00:00.5", "01:00:00")]
    public TimeSpan Sampling { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long the target is left alone; then one submission tries it. Default 30 s; 0.5 s to 1 h.</summary>
    [Range(typeof(TimeSpan), "00:00:00.5", "01:00:00")]
    public TimeSpan Break { get; set; } = TimeSpan.FromSeconds(30);
}

[OptionsValidator]
internal sealed partial class BreakerOptionsValidator : IValidateOptions<BreakerOptions>;
