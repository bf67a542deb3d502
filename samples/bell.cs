#:project ../src/Coupler.Local/Coupler.Local.csproj

// Two qubits that always agree, run 1,000 times in this process: dotnet run samples/bell.cs

using Coupler;
using Coupler.Circuits;
using Coupler.Local;
using static Coupler.Circuits.Gates;

Circuit bell = [H(0), CX(0, 1), MeasureAll()];

await using var client = QuantumClient.Local();
var result = await client.RunAsync(bell, new() { Shots = 1_000 });

foreach (var (bits, count) in result.Counts) Console.WriteLine($"{bits} {count,5}");
