using System.Diagnostics;

namespace Coupler.Benchmarks;

/// <summary>A whole workload, timed several times in one process.</summary>
/// <param name="Goal">For the median.</param>
/// <param name="Prepare">Makes everything that is not timed and returns what is.</param>
internal sealed record Benchmark(string Name, TimeSpan Goal, Func<Action> Prepare)
{
    /// <summary>Until the process is warm: code is compiled, memory is mapped.</summary>
    public int WarmUps { get; init; } = 3;

    public int Runs { get; init; } = 11;

    /// <summary>How often one run repeats a workload that is shorter than the clock's noise; times are of one.</summary>
    public int Repeats { get; init; } = 1;

    /// <summary>The times of all runs, ascending.</summary>
    public TimeSpan[] Measure()
    {
        var run = Prepare();
        for (var i = 0; i < WarmUps; i++) Time(run);
        TimeSpan[] times = [.. Enumerable.Range(0, Runs).Select(_ => Time(run))];
        Array.Sort(times);
        return times;
    }

    private TimeSpan Time(Action run)
    {
        var start = Stopwatch.GetTimestamp();
        for (var i = 0; i < Repeats; i++) run();
        return Stopwatch.GetElapsedTime(start) / Repeats;
    }
}
