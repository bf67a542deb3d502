#:project ../src/Coupler.Local/Coupler.Local.csproj

// Looks for the shortest tour through 52 places in Berlin: dotnet run samples/tour.cs

using Coupler;
using Coupler.Local;
using Coupler.Local.Optimiser;
using Coupler.Problems;
using Coupler.Problems.Tsplib;

const int shortest = 7_542;

var here = (string)AppContext.GetData("EntryPointFileDirectoryPath")!;
TspInstance berlin = TsplibFormat.Read(Path.Combine(here, "problems", "berlin52.tsp"));

// 51 bits for each node but the last: at which place it comes.
Pubo problem = TravellingSalesman.Of(berlin);

await using var client = QuantumClient.Local();
ProblemResult result = await client.RunAsync(problem, new()
{
    Parameters = new OptimiserParameters { TimeLimit = TimeSpan.FromSeconds(5) },
    Seed = 7,
});

if (TravellingSalesman.TourOf(berlin, result.Best) is not { } tour)
{
    Console.WriteLine("no tour was found: some place is visited twice, or never");
    return;
}

Console.WriteLine(string.Join(' ', tour.Select(node => node + 1)));
Console.WriteLine($"length {berlin.LengthOf(tour.AsSpan())}; the shortest is {shortest}");
