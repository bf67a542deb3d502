using System.Diagnostics;
using Coupler.Circuits;
using Coupler.Local;
using Coupler.Problems;
using static Coupler.Circuits.Gates;

namespace Coupler.Benchmarks;

/// <summary>Jobs in a SQLite file, beside what the disk takes to make one write last.</summary>
internal static class DurableJobBenchmarks
{
    private const int TrivialJobs = 10_000;
    private const int Submitters = 256;

    /// <summary>2 kB in its stored format.</summary>
    private static readonly Qubo Input = [.. Enumerable.Range(0, 165).Select(i => (i, i + 1, 1.0))];

    public static IEnumerable<Benchmark> All
    {
        get
        {
            var sync = TimeOfSync();
            Console.WriteLine($"one fdatasync of a page on this disk: {sync.TotalMicroseconds:f0} µs");
            Console.WriteLine($"trivial jobs: {Input.ToPayload().Content.Length} bytes of input, {Submitters} submitters");
            var goal = (4 * sync) + TimeSpan.FromMilliseconds(1);
            yield return new("bell, 1,000 shots, submit to result, SQLite", goal, PrepareBell)
            {
                Repeats = 20,
                WarmUps = 20,
            };
            goal = TimeSpan.FromSeconds(TrivialJobs / 5_000.0);
            yield return new($"{TrivialJobs} trivial jobs, SQLite", goal, PrepareTrivialJobs)
            {
                WarmUps = 1,
                Runs = 5,
            };
        }
    }

    private static Action PrepareBell()
    {
        var client = new QuantumClient([new LocalWorkspace()], new CouplerOptions { Store = NewFile() });
        Circuit bell = [H(0), CX(0, 1), MeasureAll()];
        return () => client.RunAsync(bell).GetAwaiter().GetResult();
    }

    private static Action PrepareTrivialJobs()
    {
        var options = new CouplerOptions { Store = NewFile(), FirstDelay = TimeSpan.FromMilliseconds(1) };
        var client = new QuantumClient([new PatientWorkspace()], options);
        return () => RunAllAsync(client).GetAwaiter().GetResult();
    }

    private static async Task RunAllAsync(QuantumClient client)
    {
        var left = TrivialJobs;
        async Task SubmitAsync()
        {
            while (Interlocked.Decrement(ref left) >= 0) await client.RunAsync(Input, new() { Target = "patient.machine" });
        }

        await Task.WhenAll(Enumerable.Range(0, Submitters).Select(_ => SubmitAsync()));
    }

    private static TimeSpan TimeOfSync()
    {
        const int writes = 51;
        using var file = File.OpenHandle(
            NewFile(), FileMode.Create, FileAccess.Write, FileShare.None, FileOptions.DeleteOnClose);
        var page = new byte[4096];
        var times = new TimeSpan[writes];
        for (var i = 0; i < writes; i++)
        {
            RandomAccess.Write(file, page, i * (long)page.Length);
            var start = Stopwatch.GetTimestamp();
            RandomAccess.FlushToDisk(file);
            times[i] = Stopwatch.GetElapsedTime(start);
        }

        Array.Sort(times);
        return times[writes / 2];
    }

    private static string NewFile() => Path.Combine(Directory.CreateTempSubdirectory("coupler-").FullName, "jobs.db");
}
