#:project ../src/Coupler.Local/Coupler.Local.csproj

// Where a job stands, and how long it will probably still take: dotnet run samples/watch.cs
// Twenty jobs teach the client how long they take; then one is watched.

using Coupler;
using Coupler.Circuits;
using Coupler.Local;
using static Coupler.Circuits.Gates;

const int Size = 23;
Instruction[] layer = [.. Enumerable.Range(0, Size).Select(q => H(q)), .. Enumerable.Range(1, Size - 1).Select(q => CX(0, q))];
Circuit deep = [.. Enumerable.Repeat(layer, 6).SelectMany(gates => gates), MeasureAll()];
var options = new JobOptions { Target = "simulator", Shots = 100, Seed = 7 };

await using var client = QuantumClient.Local();
for (var i = 0; i < 20; i++) await client.RunAsync(deep, options);

var job = await client.SubmitAsync(deep, options);
await foreach (var update in job.WatchAsync())
{
    Console.Write($"{update.Phase} {update.Status}");
    if (update.QueuePosition is { } position) Console.Write($", {position} before it");
    if (update.Progress is { } progress) Console.Write($", {progress.Done} of {progress.Total} {progress.Unit}");
    if (update.TimeLeft is { } left) Console.Write($", {left.Low.TotalSeconds:f2} to {left.High.TotalSeconds:f2} s left");
    Console.WriteLine();
}
