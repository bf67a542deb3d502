#:project ../src/Coupler.Local/Coupler.Local.csproj

// Many jobs in one call, and their results as they end: dotnet run samples/many.cs

using Coupler;
using Coupler.Circuits;
using Coupler.Local;
using static Coupler.Circuits.Gates;

await using var client = QuantumClient.Local();

var circuits = Enumerable.Range(2, 9).Select(Ghz).ToList();
var jobs = await client.SubmitManyAsync(circuits, new() { Shots = 1_000, Seed = 7, Deadline = TimeSpan.FromMinutes(5) });

await foreach (var job in jobs.WhenEachAsync())
{
    var result = await job.ResultAsync();
    Console.WriteLine($"{result.Registers[0].Size} qubits: {result.Counts.Count} outcomes");
}

static Circuit Ghz(int qubits) =>
    [H(0), .. Enumerable.Range(0, qubits - 1).Select(q => CX(q, q + 1)), MeasureAll()];
