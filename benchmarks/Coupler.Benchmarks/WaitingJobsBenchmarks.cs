using System.Diagnostics;
using Coupler.Jobs;
using Coupler.Problems;

namespace Coupler.Benchmarks;

/// <summary>
/// What jobs cost that only wait. In real time: they are submitted evenly over a minute, then nothing is measured until the
/// delay between two looks has long reached its longest, then processor time and requests are counted over a minute. Memory is
/// that after a full collection, less that of the same process before the jobs, when the client had run some and was warm.
/// </summary>
internal static class WaitingJobsBenchmarks
{
    private const int Jobs = 10_000;
    private const double MostOfACore = 0.01;
    private const double MostMegabytes = 100;
    private const double Megabyte = 1_000_000;

    private static readonly TimeSpan Submission = TimeSpan.FromMinutes(1);

    /// <summary>The delays before the longest add up to less than two minutes.</summary>
    private static readonly TimeSpan Settling = TimeSpan.FromMinutes(2);

    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    /// <summary>By name; each prints its figures beside their goals.</summary>
    public static IEnumerable<(string Name, Func<Task> RunAsync)> All =>
    [
        ($"{Jobs} waiting jobs, memory store", () => RunAsync(new MemoryJobStore())),
        ($"{Jobs} waiting jobs, SQLite", () => RunAsync(NewFile())),
    ];

    private static async Task RunAsync(JobStore store)
    {
        var place = new WaitingWorkspace { IsDone = true };
        await using var client = new QuantumClient([place], store: store);
        var options = new JobOptions { Target = WaitingWorkspace.Machine };
        for (var i = 0; i < 20; i++) await client.RunAsync(NewProblem(i), options);

        place.IsDone = false;
        var before = Memory();
        await SubmitAllAsync(client, options);
        await Task.Delay(Settling, TimeProvider.System);
        var requests = place.Requests;
        var processor = Environment.CpuUsage.TotalTime;
        var start = Stopwatch.GetTimestamp();
        await Task.Delay(Window, TimeProvider.System);
        var elapsed = Stopwatch.GetElapsedTime(start);
        processor = Environment.CpuUsage.TotalTime - processor;
        requests = place.Requests - requests;
        var after = Memory();

        Print("of a core", processor / elapsed, MostOfACore, "P2");
        Print("managed memory, MB", (after.Managed - before.Managed) / Megabyte, MostMegabytes, "F1");
        Print("working set, MB", (after.WorkingSet - before.WorkingSet) / Megabyte, MostMegabytes, "F1");
        Console.WriteLine($"  {"requests in 30 s",-24} {requests * 30 / elapsed.TotalSeconds,10:F1}");
    }

    private static async Task SubmitAllAsync(QuantumClient client, JobOptions options)
    {
        var start = Stopwatch.GetTimestamp();
        for (var i = 0; i < Jobs; i++)
        {
            var early = (Submission * i / Jobs) - Stopwatch.GetElapsedTime(start);
            if (early > TimeSpan.FromMilliseconds(1)) await Task.Delay(early, TimeProvider.System);

            // As they come from requests of users: each with strings of its own.
            var own = options with { Name = $"job number {i}", Owner = $"user-{i % 100}@example.org", Key = $"order-{i}" };
            await client.SubmitAsync(NewProblem(i), own);
        }
    }

    /// <summary>An object of its own each time, 2 kB in its stored format.</summary>
    private static Qubo NewProblem(int number) => [.. Enumerable.Range(0, 165).Select(i => (i, i + 1, 1.0 + number))];

    private static (long Managed, long WorkingSet) Memory()
    {
        GC.Collect(2, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        GC.WaitForPendingFinalizers();
        return (GC.GetTotalMemory(forceFullCollection: true), Environment.WorkingSet);
    }

    private static void Print(string what, double value, double goal, string format) => Console.WriteLine(
        $"  {what,-24} {value.ToString(format),10}   goal {goal.ToString(format)}{(value <= goal ? "" : ": missed")}");

    private static SqliteJobStore NewFile() =>
        new(Path.Combine(Directory.CreateTempSubdirectory("coupler-").FullName, "jobs.db"));
}
