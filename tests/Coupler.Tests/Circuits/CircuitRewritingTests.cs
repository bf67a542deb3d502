using Coupler.Circuits;
using CsCheck;
using static Coupler.Circuits.Gates;

namespace Coupler.Tests.Circuits;

public class CircuitRewritingTests
{
    private static readonly Parameter Theta = new("theta");
    private static readonly Parameter Phi = new("phi");

    [Fact]
    public void A_circuit_and_its_inverse_give_the_identity() => CircuitGen.UnitaryCircuits.Sample(
        circuit => Assert.True(Matrix([.. circuit, .. circuit.Inverse()], 4).DistanceTo(SlowMatrix.Identity(16)) < 1e-8),
        iter: 60);

    [Fact]
    public void A_controlled_circuit_is_a_block_matrix() => CircuitGen.UnitaryCircuits.Sample(
        circuit =>
        {
            // On qubits 0 to 3 and the control 4: the control is the highest bit.
            var upper = SlowMatrix.Rows([1, 0], [0, 0]) & SlowMatrix.Identity(16);
            var blocks = upper + (SlowMatrix.Rows([0, 0], [0, 1]) & Matrix(circuit, 4));
            Assert.True(Matrix(circuit.Controlled(4), 5).DistanceTo(blocks) < 1e-8);
        },
        iter: 30);

    [Fact]
    public void A_power_of_a_circuit_is_the_power_of_its_matrix() =>
        Gen.Select(CircuitGen.UnitaryCircuits, Gen.Int[-3, 3]).Sample(
            (circuit, exponent) =>
            {
                var matrix = Matrix(circuit, 4);
                var factor = exponent < 0 ? matrix.Adjoint() : matrix;
                var expected = Enumerable.Repeat(factor, Math.Abs(exponent))
                    .Aggregate(SlowMatrix.Identity(16), (left, right) => left * right);
                var power = circuit.Power(exponent);
                Assert.True(Matrix(power, 4).DistanceTo(expected) < 1e-8);
                Assert.Equal(circuit.QubitCount, power.QubitCount);
            },
            iter: 40);

    [Fact]
    public void The_inverse_keeps_declarations_and_barriers()
    {
        Circuit circuit = [Qubits(2), Bits("b", 1), S(0), Barrier(0, 1), RX(Theta, 1)];
        Assert.Equal([Qubits(2), Bits("b", 1), RX(-Theta, 1), Barrier(0, 1), Sdg(0)], circuit.Inverse());
        Assert.Equal(circuit, circuit.Inverse().Inverse());
    }

    [Fact]
    public void A_control_that_the_circuit_touches_or_does_not_have_is_refused()
    {
        Assert.Throws<ArgumentException>(() => Of(H(0)).Controlled(0));
        Assert.Throws<ArgumentException>(() => Of(Qubits(1), H(0)).Controlled(1));
        Assert.Equal([X(0).Controlled(2, 3)], Of(X(0)).Controlled(2, 3));
    }

    public static TheoryData<Instruction> NoGates { get; } = [Measure(0, 0), Reset(0), If(new Bit("c", 0), X(0))];

    [Theory]
    [MemberData(nameof(NoGates))]
    public void What_is_no_gate_cannot_be_undone_and_is_named(Instruction instruction)
    {
        var circuit = Circuit.Create([H(0), instruction]);
        Action[] all = [() => circuit.Inverse(), () => circuit.Controlled(1), () => circuit.Power(2), () => circuit.Power(-1)];
        Assert.All(all, action =>
        {
            var exception = Assert.Throws<InvalidOperationException>(action);
            Assert.Contains($"instruction 1, '{instruction}'", exception.Message, StringComparison.Ordinal);
        });
    }

    [Fact]
    public void A_power_that_no_memory_holds_is_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Of(H(0), H(1)).Power(int.MinValue));

    [Fact]
    public void Binding_puts_numbers_in_everywhere()
    {
        Circuit circuit = [RX(Theta, 0), U((2 * Theta) + 1, Phi, Phi - Theta, 0), If(new Bit("c", 0), RZ(-Phi, 0))];
        Assert.Equal([Phi, Theta], circuit.Parameters);
        var half = circuit.Bind(("theta", 0.5));
        Assert.Equal([RX(0.5, 0), U(2.0, Phi, Phi - 0.5, 0), If(new Bit("c", 0), RZ(-Phi, 0))], half);
        Assert.Equal([Phi], half.Parameters);
        var whole = half.Bind(new Dictionary<string, double> { ["phi"] = 3 });
        Assert.Equal([RX(0.5, 0), U(2.0, 3, 2.5, 0), If(new Bit("c", 0), RZ(-3, 0))], whole);
        Assert.Empty(whole.Parameters);
    }

    [Fact]
    public void A_name_that_the_circuit_does_not_have_is_refused()
    {
        Circuit circuit = [RX(Theta, 0), RZ(Phi, 0)];
        var exception = Assert.Throws<ArgumentException>(() => circuit.Bind(("thet", 1)));
        Assert.Contains("'thet'; it has phi, theta", exception.Message, StringComparison.Ordinal);
        var twice = Assert.Throws<ArgumentException>(() => circuit.Bind(("theta", 1), ("theta", 2)));
        Assert.StartsWith("The parameter 'theta' is given two values; give it one.", twice.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => circuit.Bind(("theta", double.NaN)));
    }

    [Fact]
    public void An_inverse_with_parameters_is_that_of_the_bound_circuit() =>
        Gen.Select(CircuitGen.Gates.Array[1, 5], Gen.Double[-3, 3].Array[3]).Sample(
            (gates, values) =>
            {
                var circuit = Circuit.Create([.. gates]);
                var bindings = circuit.Parameters.Zip(values).ToDictionary(pair => pair.First.Name, pair => pair.Second);
                var (first, second) = (circuit.Inverse().Bind(bindings), circuit.Bind(bindings).Inverse());
                foreach (var (left, right) in first.Zip(second)) AssertClose((GateInstruction)left, (GateInstruction)right);
            });

    private static void AssertClose(GateInstruction left, GateInstruction right)
    {
        Assert.Equal((left.Gate, left.Exponent), (right.Gate, right.Exponent));
        Assert.Equal(left.Qubits, right.Qubits);
        foreach (var (a, b) in left.Parameters.Zip(right.Parameters)) Assert.Equal(a.Radians, b.Radians, 1e-9);
    }

    private static SlowMatrix Matrix(Circuit circuit, int qubitCount) => circuit.Cast<Instruction>()
        .OfType<GateInstruction>().Aggregate(SlowMatrix.Identity(1 << qubitCount), (product, gate) =>
        {
            int[] qubits = [.. gate.Controls.Select(control => control.Qubit), .. gate.Qubits];
            return SlowMatrix.Of(gate.ToControlledUnitary()).On(qubitCount, qubits) * product;
        });

    private static Circuit Of(params ReadOnlySpan<Instruction> instructions) => Circuit.Create(instructions);
}
