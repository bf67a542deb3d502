#:project ../src/Coupler.Local/Coupler.Local.csproj

// Runs an OpenQASM file: dotnet run samples/qasm-file.cs [FILE]

using Coupler;
using Coupler.Circuits;
using Coupler.Local;
using Coupler.Qasm;

var here = (string)AppContext.GetData("EntryPointFileDirectoryPath")!;
var path = args.FirstOrDefault() ?? Path.Combine(here, "circuits", "grover.qasm");
Circuit circuit = (await QasmDocument.ReadAsync(path)).ToCircuit();

await using var client = QuantumClient.Local();
var result = await client.RunAsync(circuit, new() { Shots = 1_000 });

foreach (var (bits, count) in result.Counts.OrderByDescending(pair => pair.Value)) Console.WriteLine($"{bits} {count,5}");
