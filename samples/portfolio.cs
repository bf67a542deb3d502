#:project ../src/Coupler.Local/Coupler.Local.csproj

// Chooses 8 of 31 shares, an eighth of the money each, for several tastes of risk, and compares with the published frontier of
// portfolios that may hold any part of any share: dotnet run samples/portfolio.cs

using System.Globalization;
using Coupler;
using Coupler.Local;
using Coupler.Local.SimulatedAnnealing;
using Coupler.Problems.Modelling;

const int Held = 8;
var here = Path.Combine((string)AppContext.GetData("EntryPointFileDirectoryPath")!, "problems");
var (returns, covariances) = ReadAssets(Path.Combine(here, "port1.txt"));
var frontier = ReadFrontier(Path.Combine(here, "portef1.txt"));

await using var client = QuantumClient.Local();
Console.WriteLine("taste of risk   return     variance   least variance of any portfolio");
foreach (var taste in new[] { 0.0, 0.02, 0.05, 0.2, 0.5 })
{
    var model = new Model();
    var hold = returns.Select((_, i) => model.Binary($"hold {i + 1}")).ToArray();
    var gain = Expression.Sum(hold.Select((share, i) => returns[i] / Held * share));
    var risk = Expression.Sum(
        from i in Enumerable.Range(0, hold.Length)
        from j in Enumerable.Range(0, hold.Length)
        select covariances[i, j] / (Held * Held) * hold[i] * hold[j]);

    model.Require(Expression.Sum(hold) == Held, "number of shares");
    model.Minimise((1 - taste) * risk - taste * gain);

    var result = await client.RunAsync(model.ToProblem(), new()
    {
        Target = "local.simulated-annealing",
        Parameters = new SimulatedAnnealingParameters { Restarts = 200 },
        Seed = 7,
    });
    var best = model.Read(result.Best);
    var (mean, variance) = (best.ValueOf(gain), best.ValueOf(risk));
    Console.WriteLine(best.IsFeasible
        ? FormattableString.Invariant($"{taste,13:F2} {mean,9:F6} {variance,12:F8} {LeastVariance(frontier, mean),12:F8}")
        : string.Join("; ", best.Violations));
}

// The number of assets; of each its mean return and standard deviation; the correlation of each pair, counted from 1.
static (double[] Returns, double[,] Covariances) ReadAssets(string path)
{
    var numbers = new Queue<double>(File.ReadAllText(path).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
        .Select(word => double.Parse(word, CultureInfo.InvariantCulture)));
    var count = (int)numbers.Dequeue();
    var assets = Enumerable.Range(0, count).Select(_ => (Mean: numbers.Dequeue(), Deviation: numbers.Dequeue())).ToArray();
    var covariances = new double[count, count];
    while (numbers.Count > 0)
    {
        var (i, j, correlation) = ((int)numbers.Dequeue() - 1, (int)numbers.Dequeue() - 1, numbers.Dequeue());
        covariances[i, j] = covariances[j, i] = correlation * assets[i].Deviation * assets[j].Deviation;
    }

    return ([.. assets.Select(asset => asset.Mean)], covariances);
}

// Mean return and variance of each point, highest first.
static (double Mean, double Variance)[] ReadFrontier(string path) =>
[
    .. File.ReadLines(path)
        .Select(line => line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        .Where(words => words.Length == 2)
        .Select(words => (
            double.Parse(words[0], CultureInfo.InvariantCulture), double.Parse(words[1], CultureInfo.InvariantCulture))),
];

// Of all portfolios with this mean return or more, on the line between the points next to it.
static double LeastVariance((double Mean, double Variance)[] frontier, double mean)
{
    var next = Array.FindIndex(frontier, point => point.Mean <= mean);
    if (next < 0) return frontier[^1].Variance;
    if (next == 0) return frontier[0].Variance;
    var (above, below) = (frontier[next - 1], frontier[next]);
    return below.Variance + ((mean - below.Mean) / (above.Mean - below.Mean) * (above.Variance - below.Variance));
}
