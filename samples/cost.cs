#:project ../src/Coupler.Local/Coupler.Local.csproj

// Says what a job would cost on a quantum computer, with no account: dotnet run samples/cost.cs

using Coupler;
using Coupler.Circuits;
using Coupler.Local;
using static Coupler.Circuits.Gates;

Circuit bell = [H(0), CX(0, 1), MeasureAll()];

await using var client = QuantumClient.Local();
var estimate = await client.EstimateAsync(bell, new() { Target = "ionq.qpu.aria-1", Shots = 1_000 });

foreach (var line in estimate.Lines) Console.WriteLine($"{line.What}: {line.Amount:N0} x {line.UnitPrice}");
Console.WriteLine($"at most {estimate.UpperBound} {estimate.Currency}, by the prices of {estimate.PriceDate:O}");

// What is billed by the time that it runs needs a limit.
var timed = await client.EstimateAsync(
    bell, new() { Target = "rigetti.qpu.ankaa-3", LongestRun = TimeSpan.FromSeconds(2) });
Console.WriteLine($"two seconds on another machine cost at most {timed.UpperBound} {timed.Currency}");
