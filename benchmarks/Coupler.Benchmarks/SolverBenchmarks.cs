using System.IO.Compression;
using Coupler.Local;
using Coupler.Local.Optimiser;
using Coupler.Problems;
using Coupler.Problems.OrLibrary;
using Coupler.Problems.Rudy;
using Coupler.Problems.Tsplib;

namespace Coupler.Benchmarks;

/// <summary>
/// What <c>local.optimiser</c> finds on one thread in a time, beside the goal and the best that is known. The time is the
/// solver's, with presolve and everything that is built; a search ends when it has the goal.
/// </summary>
internal static class SolverBenchmarks
{
    private const string Instances = "benchmarks/instances";

    /// <summary>Of maximised problems the value is the cost with the sign turned.</summary>
    private static readonly (string File, double Seconds, double Goal, double BestKnown)[] Goals =
    [
        ("samples/problems/G1.txt", 0.01, 11_624, 11_624),
        ("samples/problems/G1.txt", 0.1, 11_624, 11_624),
        ("samples/problems/G22.txt", 0.5, 13_358, 13_359),
        ("samples/problems/G22.txt", 30, 13_359, 13_359),
        ("samples/problems/G39.txt", 10, 2_405, 2_408),
        ("samples/problems/G39.txt", 60, 2_408, 2_408),
        ("samples/problems/G55.txt", 10, 10_290, 10_299),
        ("samples/problems/G55.txt", 60, 10_294, 10_299),
        ("samples/problems/G70.txt", 10, 9_595, 9_595),
        ("samples/problems/G81.txt", 10, 14_000, 14_060),
        ("samples/problems/G81.txt", 60, 14_035, 14_060),
        (Instances + "/bqp1000_1.txt", 0.03, 371_438, 371_438),
        (Instances + "/rbqp2500.txt.gz", 2, 1_372_162, 1_372_162),
    ];

    public static IEnumerable<(string Name, Func<Task> RunAsync)> All =>
    [
        .. Goals.Select(row => ($"solve {Path.GetFileName(row.File)}, {row.Seconds} s, goal {row.Goal}", Run(row))),
        ("solve G22 to 99.9 %, beside plain annealing", CompareAsync),
        ("solve qubo, all of beasley and gka", RunQubosAsync),
        ("solve tsp, each of eight tours", RunToursAsync),
    ];

    /// <summary>Fewer seeds where each takes long.</summary>
    private static int SeedsFor(double seconds) => seconds > 30 ? 5 : seconds > 2 ? 10 : 20;

    private static Func<Task> Run((string File, double Seconds, double Goal, double BestKnown) row) => async () =>
    {
        var problem = Read(row.File);
        await using var client = QuantumClient.Local();
        await SolveAsync(client, problem, seconds: 0.3, double.NegativeInfinity, seed: 0);
        var seeds = SeedsFor(row.Seconds);
        var values = new double[seeds];
        var seconds = new double[seeds];
        for (var seed = 0; seed < seeds; seed++)
        {
            var (cost, time) = await SolveAsync(client, problem, row.Seconds, -row.Goal, seed + 1);
            (values[seed], seconds[seed]) = (-cost, time);
        }

        var reached = values.Count(value => value >= row.Goal);
        Array.Sort(values);
        Array.Sort(seconds);
        var median = values[seeds / 2];
        Console.WriteLine(
            $"  median {median} in {seconds[seeds / 2]:f3} s (slowest {seconds[^1]:f3}), best {values[^1]}; goal {row.Goal} "
                + $"reached by {reached} of {seeds}; best known {row.BestKnown}, ratio {median / row.BestKnown:f5}");
    };

    private static async Task CompareAsync()
    {
        const double cut = 13_346;
        const int seeds = 20;
        var problem = RudyFormat.Read("samples/problems/G22.txt");
        var offset = problem.Where(term => term.Degree == 0).Sum(term => term.Weight);
        await using var client = QuantumClient.Local();
        new PlainAnnealing(problem, seed: 0).TimeTo(double.NegativeInfinity, TimeSpan.FromSeconds(0.5));
        await SolveAsync(client, problem, seconds: 0.3, double.NegativeInfinity, seed: 0);
        var (plain, own) = (new double[seeds], new double[seeds]);
        for (var seed = 0; seed < seeds; seed++)
        {
            plain[seed] = new PlainAnnealing(problem, seed + 1).TimeTo(-cut - offset, TimeSpan.FromSeconds(60)).TotalSeconds;
            (_, own[seed]) = await SolveAsync(client, problem, seconds: 60, -cut, seed + 1);
        }

        Array.Sort(plain);
        Array.Sort(own);
        var (theirs, ours) = (plain[seeds / 2], own[seeds / 2]);
        Console.WriteLine(
            $"  to a cut of {cut}: median {ours:f3} s, plain annealing {theirs:f3} s: {theirs / ours:f1} times as long; goal 4");
    }

    private static Problem Read(string path)
    {
        if (!path.EndsWith(".gz", StringComparison.Ordinal))
        {
            var isBqp = Path.GetFileName(path).StartsWith("bqp", StringComparison.Ordinal);
            return ProblemFile.Read(path, isBqp ? ProblemFileFormat.OrLibrary : null).Problem!;
        }

        using var text = new StreamReader(new GZipStream(File.OpenRead(path), CompressionMode.Decompress));
        return OrLibraryFormat.Read(text, path)[0];
    }

    private static async Task RunQubosAsync()
    {
        await using var client = QuantumClient.Local();
        var (reached, count, total) = (0, 0, 0.0);
        foreach (var line in (await File.ReadAllLinesAsync($"{Instances}/qubo/BEST_KNOWN.csv")).Skip(1))
        {
            var (fields, best) = (line.Split(','), double.Parse(line.Split(',')[4]));
            var path = $"{Instances}/qubo/{fields[0]}/{fields[1]}.sparse";
            if (!File.Exists(path)) continue;
            var problem = ProblemFile.Read(path).Problem!;
            if (count == 0) await SolveAsync(client, problem, seconds: 0.3, double.NegativeInfinity, seed: 0);
            var (cost, time) = await SolveAsync(client, problem, seconds: 1, best, seed: 1);
            if (cost <= best) reached++;
            else Console.WriteLine($"  {fields[1]}: {cost}, best known {best}");
            count++;
            total += time;
        }

        Console.WriteLine($"  {reached} of {count} at their best known, in {total:f2} s together; goal: all in 1 s");
    }

    private static async Task RunToursAsync()
    {
        await using var client = QuantumClient.Local();
        var best = (await File.ReadAllLinesAsync($"{Instances}/tsp/optimal_energy.txt"))
            .Select(line => line.Split(' ')).ToDictionary(words => words[0], words => double.Parse(words[1]));
        foreach (var path in Directory.GetFiles($"{Instances}/tsp", "*.tsp").Order())
        {
            var optimum = best[Path.GetFileNameWithoutExtension(path)];
            var problem = TravellingSalesman.Of(TsplibFormat.Read(path));
            var (cost, time) = await SolveAsync(client, problem, seconds: 10, optimum, seed: 1);
            Console.WriteLine($"  {Path.GetFileName(path)}: {cost} in {time:f3} s; optimum {optimum}, goal: in 10 s");
        }
    }

    private static async Task<(double Cost, double Seconds)> SolveAsync(
        QuantumClient client, Problem problem, double seconds, double target, long seed)
    {
        var parameters = new OptimiserParameters
        {
            TimeLimit = TimeSpan.FromSeconds(seconds),
            TargetCost = double.IsFinite(target) ? target : null,
            Threads = 1,
        };
        var result = await client.RunAsync(problem, new() { Target = "local.optimiser", Parameters = parameters, Seed = seed });
        return (result.Best.Cost, result.Report!.Duration.TotalSeconds);
    }
}
