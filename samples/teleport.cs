#:project ../src/Coupler.Local/Coupler.Local.csproj

// Moves a state from qubit 0 to qubit 2 with two measured bits: dotnet run samples/teleport.cs

using Coupler;
using Coupler.Circuits;
using Coupler.Local;
using static Coupler.Circuits.Gates;

var z = Bits("z", 1);
var x = Bits("x", 1);
var check = Bits("check", 1);

Circuit teleport =
[
    Qubits(3), z, x, check,
    RY(1.2, 0), RZ(0.7, 0),                                      // the state to be moved
    H(1), CX(1, 2),                                              // a pair that sender and receiver share
    CX(0, 1), H(0), Measure(0, z[0]), Measure(1, x[0]),          // the sender measures …
    If(x[0], X(2)), If(z[0], Z(2)),                              // … and tells the receiver two bits
    RZ(-0.7, 2), RY(-1.2, 2), Measure(2, check[0]),              // what made the state, undone: gives 0 if it arrived
];

await using var client = QuantumClient.Local();
var result = await client.RunAsync(teleport, new() { Shots = 1_000 });

foreach (var (bits, count) in result.CountsOf("check"))
{
    Console.WriteLine($"the receiver's check is {bits} in {count:N0} of {result.Shots:N0} shots");
}
