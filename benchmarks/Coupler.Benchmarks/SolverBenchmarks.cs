using System.Diagnostics;
using Coupler.Local;
using Coupler.Local.SimulatedAnnealing;
using Coupler.Problems;
using Coupler.Problems.Rudy;

namespace Coupler.Benchmarks;

/// <summary>
/// The cuts that a solver finds on one thread in a time, beside the goal and the best that is known. The time is that from the
/// submit to the result, with everything that is built for it.
/// </summary>
internal static class SolverBenchmarks
{
    private const int Seeds = 5;

    private static readonly (string Instance, double Seconds, int Sweeps, int Goal, int BestKnown)[] Cuts =
    [
        ("G1", 0.5, 200, 11_624, 11_624),
        ("G22", 5, 2_000, 13_358, 13_359),
        ("G39", 10, 5_000, 2_405, 2_408),
        ("G55", 10, 5_000, 10_290, 10_299),
        ("G70", 10, 5_000, 9_595, 9_595),
        ("G81", 10, 2_000, 14_000, 14_060),
    ];

    public static IEnumerable<(string Name, Func<Task> RunAsync)> All => Cuts.Select(cut =>
        ($"max-cut {cut.Instance}, simulated annealing, {cut.Sweeps} sweeps, {cut.Seconds} s, one thread", Run(cut)));

    private static Func<Task> Run((string Instance, double Seconds, int Sweeps, int Goal, int BestKnown) cut) => async () =>
    {
        var graph = RudyFormat.Read(Path.Combine("samples", "problems", cut.Instance + ".txt"));
        await using var client = QuantumClient.Local();
        await SolveAsync(client, graph, seconds: 0.2, cut.Sweeps, seed: 0);
        var found = new double[Seeds];
        var seconds = new double[Seeds];
        for (var seed = 0; seed < Seeds; seed++)
        {
            var start = Stopwatch.GetTimestamp();
            found[seed] = await SolveAsync(client, graph, cut.Seconds, cut.Sweeps, seed + 1);
            seconds[seed] = Stopwatch.GetElapsedTime(start).TotalSeconds;
        }

        var reached = found.Count(value => value >= cut.Goal);
        Array.Sort(found);
        var median = found[Seeds / 2];
        Console.WriteLine(
            $"  {seconds.Max():f1} s: median {median}, best {found[^1]}; goal {cut.Goal} reached by {reached} of {Seeds} seeds; "
                + $"best known {cut.BestKnown}, ratio {median / cut.BestKnown:f4}");
    };

    private static async Task<double> SolveAsync(QuantumClient client, Ising graph, double seconds, int sweeps, long seed)
    {
        var parameters = new SimulatedAnnealingParameters
        {
            Sweeps = sweeps,
            TimeLimit = TimeSpan.FromSeconds(seconds),
            Threads = 1,
        };
        var options = new JobOptions { Target = "local.simulated-annealing", Parameters = parameters, Seed = seed };
        return MaxCut.CutOf((await client.RunAsync(graph, options)).Best);
    }
}
