using System.Reflection;

namespace Coupler.Diagnostics;

/// <summary>
/// The names under which a program listens to what Coupler does. What is told there is listed in docs/how-to/observe-jobs.md.
/// </summary>
public static class CouplerDiagnostics
{
    /// <summary>Of the <see cref="System.Diagnostics.ActivitySource"/>: spans of submits, jobs and phases.</summary>
    public const string ActivitySourceName = "Coupler";

    /// <summary>Of the <see cref="System.Diagnostics.Metrics.Meter"/>: counts and times of jobs, attempts and commits.</summary>
    public const string MeterName = "Coupler";

    internal static string Version { get; } = typeof(CouplerDiagnostics).Assembly
        .GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "";
}
