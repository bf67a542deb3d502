#:project ../src/Coupler.Local/Coupler.Local.csproj

// Five qubits that always agree; submitted, watched while it runs, then read: dotnet run samples/ghz.cs

using Coupler;
using Coupler.Circuits;
using Coupler.Local;
using static Coupler.Circuits.Gates;

const int Size = 5;
Circuit ghz = [H(0), .. Enumerable.Range(0, Size - 1).Select(q => CX(q, q + 1)), MeasureAll()];
Console.WriteLine(CircuitDiagram.Draw(ghz));

await using var client = QuantumClient.Local();
var job = await client.SubmitAsync(ghz, new() { Target = "simulator", Shots = 1_000, Seed = 7 });
Console.WriteLine($"job {job.Id}");
await foreach (var update in job.WatchAsync()) Console.WriteLine($"{update.Phase} {update.Status}");

var result = await job.ResultAsync();
foreach (var (bits, count) in result.Counts) Console.WriteLine($"{bits} {count,5}");
