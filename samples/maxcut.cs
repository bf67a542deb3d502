#:project ../src/Coupler.Local/Coupler.Local.csproj

// Colours the vertices of a graph with two colours so that as many edges as possible join different ones:
// dotnet run samples/maxcut.cs [FILE]

using Coupler;
using Coupler.Local;
using Coupler.Local.SimulatedAnnealing;
using Coupler.Problems;
using Coupler.Problems.Rudy;

var here = (string)AppContext.GetData("EntryPointFileDirectoryPath")!;
Ising graph = RudyFormat.Read(args.FirstOrDefault() ?? Path.Combine(here, "problems", "G22.txt"));

await using var client = QuantumClient.Local();
var job = await client.SubmitAsync(graph, new()
{
    Target = "local.simulated-annealing",
    Parameters = new SimulatedAnnealingParameters { Sweeps = 2_000, Restarts = 20 },
    Seed = 7,
});
await foreach (var now in job.WatchAsync())
{
    if (now.Progress is { Best: { } best }) Console.WriteLine($"{now.Progress.Done} runs, the best cut so far {-best}");
}

var result = await job.ResultAsync();
var left = Enumerable.Range(0, graph.VariableCount).Count(vertex => result.Best.SpinOf(vertex) > 0);
Console.WriteLine($"cut {MaxCut.CutOf(result.Best)}: {left} vertices on one side, {graph.VariableCount - left} on the other");
