#:project ../src/Coupler.Local/Coupler.Local.csproj

// What a program does around a circuit: read it, keep its jobs, choose how it runs, cancel, and catch what goes wrong:
// dotnet run samples/program.cs

using System.Text;
using Coupler;
using Coupler.Circuits;
using Coupler.Local;
using Coupler.Local.StateVector;
using Coupler.Qasm;

const string Text = """
    OPENQASM 3.0;
    include "stdgates.inc";
    input angle theta;
    qubit[2] q;
    bit[2] c;
    ry(theta) q[0];
    cx q[0], q[1];
    c = measure q;
    """;

// A mistake is an exception that knows the place.
try
{
    QasmDocument.Parse(Text.Replace("cx", "cnott")).ToCircuit();
}
catch (QasmSyntaxException mistake)
{
    Console.WriteLine($"line {mistake.Line}, column {mistake.Column}: {mistake.Problem}");
}

Circuit circuit = QasmDocument.Parse(Text).ToCircuit();
Circuit bound = circuit.Bind(("theta", Math.PI / 2));

// A circuit as JSON, and back.
string json = Encoding.UTF8.GetString(CircuitFormat.Write(bound).Content.Span);
Circuit same = CircuitFormat.Read(new Payload(CircuitFormat.Name, Encoding.UTF8.GetBytes(json)));
Console.WriteLine($"the JSON of the circuit says the same: {same.Equals(bound)}");

await using var client = QuantumClient.Local("jobs.db");

JobOptions options = new()
{
    Shots = 1_000,
    Seed = 7,
    Parameters = new StateVectorParameters { Precision = Precision.Float32, Probabilities = true },
};
var result = await client.RunAsync(bound, options);
foreach (var (bits, count) in result.Counts) Console.WriteLine($"{bits} {count,5}");
Console.WriteLine($"seed {result.Provenance.Seed} on {result.Provenance.Target}, job {result.Provenance.Job}");

// The token of RunAsync cancels the job; a job that was submitted goes on until CancelAsync.
using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
try
{
    await client.RunAsync(circuit, options, patience.Token);
}
catch (TargetRefusedException refused)
{
    Console.WriteLine($"refused, and nothing was sent: {refused.Reason}");
}
catch (JobFailedException failed)
{
    Console.WriteLine($"job {failed.Job} failed: {failed.Failure.Message}");
}
catch (OperationCanceledException)
{
    Console.WriteLine("cancelled");
}
