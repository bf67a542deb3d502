#:project ../src/Coupler.Local/Coupler.Local.csproj

// Splits five friends into two teams so that as many rivals as possible are apart: dotnet run samples/qubo.cs

using Coupler;
using Coupler.Local;
using Coupler.Problems;

string[] friends = ["Ada", "Ben", "Cleo", "Dan", "Eve"];
(int First, int Second)[] rivals = [(0, 1), (1, 2), (2, 3), (3, 4), (4, 0), (0, 2)];

// Each pair that is apart lowers the sum by 1: xy is 1 only if both are in team 1.
Qubo teams = [.. rivals.SelectMany(pair => new[]
{
    (pair.First, pair.First, -1.0), (pair.Second, pair.Second, -1.0), (pair.First, pair.Second, 2.0),
})];

await using var client = QuantumClient.Local();
var result = await client.RunAsync(teams, new() { Target = "optimiser" });
var best = result.Best;

Console.WriteLine($"{-best.Cost} of {rivals.Length} pairs are apart{(result.IsOptimal ? ", and no split does better" : "")}:");
Console.WriteLine(string.Join(", ", friends.Where((_, i) => best[i])));
Console.WriteLine(string.Join(", ", friends.Where((_, i) => !best[i])));
