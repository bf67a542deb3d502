#:project ../src/Coupler.Local/Coupler.Local.csproj

// Decides how many crates go to the market, on which day, and whether a van is hired: dotnet run samples/model.cs

using Coupler;
using Coupler.Local;
using Coupler.Problems;
using Coupler.Problems.Modelling;

await using var client = QuantumClient.Local();
foreach (var ordered in new[] { 0, 9 })
{
    var model = new Model();
    var van = model.Binary("van");
    var crates = model.Integer("crates", 0, 10);
    var day = model.OneOf("day", ["Mon", "Tue", "Wed"]);

    model.Require(crates <= 3 + 5 * van, "room");
    model.Require(van + day.Is("Tue") <= 1, "no van on Tuesday");
    model.Require(crates >= ordered, "orders");
    model.Maximise(4 * crates - crates * day.Is("Mon") - 9 * van - 10 * van * day.Is("Wed"));

    Pubo problem = model.ToProblem();
    var result = await client.RunAsync(problem, new() { Target = "local.simulated-annealing", Seed = 7 });

    ModelSolution best = model.Read(result.Best);
    Console.WriteLine($"{best[crates]} crates on {best[day]}, {(best[van] ? "by van" : "by hand")}: {best.Objective}");
    foreach (var violation in best.Violations) Console.WriteLine($"not kept: {violation}");
}
