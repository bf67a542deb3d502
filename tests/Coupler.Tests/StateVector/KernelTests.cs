using Coupler.Circuits;
using Coupler.Tests.Reference;
using CsCheck;
using static Coupler.Circuits.Gates;

namespace Coupler.Tests.StateVector;

/// <summary>Run under three instruction-set settings, see <see cref="InstructionSetTests"/>.</summary>
public class KernelTests
{
    [Fact]
    public void Joined_gates_give_the_amplitudes_of_the_dense_simulator() => RandomCircuits.Unitary(1, 7, 30)
        .Sample(circuit => AssertMatches(circuit, isFused: true), iter: 300);

    [Fact]
    public void Single_gates_give_the_amplitudes_of_the_dense_simulator() => RandomCircuits.Unitary(1, 7, 30)
        .Sample(circuit => AssertMatches(circuit, isFused: false), iter: 300);

    [Fact]
    public void Circuits_of_many_blocks_give_the_amplitudes_of_the_dense_simulator() => RandomCircuits.Unitary(8, 12, 20)
        .Sample(circuit => AssertMatches(circuit, isFused: true), iter: 30);

    [Fact]
    public void Every_gate_acts_on_every_pair_of_qubits_as_its_matrix_says()
    {
        const int QubitCount = 6;
        foreach (var gate in GateTable.All.Where(gate => gate.QubitCount is 1 or 2))
        {
            double[] angles = [.. Enumerable.Range(1, gate.ParameterCount).Select(i => 0.3 * i)];
            for (var pair = 0; pair < QubitCount * QubitCount; pair++)
            {
                var (first, second) = (pair / QubitCount, pair % QubitCount);
                if (first == second) continue;
                int[] qubits = gate.QubitCount == 1 ? [first] : [first, second];
                var instruction = new GateInstruction(gate, [.. angles.Select(Angle.FromRadians)], [.. qubits]);
                AssertMatches([Qubits(QubitCount), .. Spread(QubitCount), instruction], isFused: false);
            }
        }
    }

    [Fact]
    public void A_circuit_and_its_inverse_give_the_identity() => RandomCircuits.Unitary(1, 12, 30).Sample(circuit =>
    {
        Circuit there = [.. circuit, .. circuit.OfType<GateInstruction>().Reverse().Select(gate => gate.Inverse())];
        foreach (var (name, run, tolerance) in EngineState.Engines)
        {
            Assert.True((run(there, isFused: true)[0] - 1).Magnitude < tolerance, $"{name}: {there}");
        }
    }, iter: 100);

    [Fact]
    public void The_norm_stays_one() => RandomCircuits.Unitary(1, 10, 60).Sample(circuit =>
    {
        foreach (var (_, run, tolerance) in EngineState.Engines)
        {
            Assert.Equal(1, run(circuit, isFused: true).Sum(amplitude => amplitude.Magnitude * amplitude.Magnitude), tolerance);
        }
    }, iter: 100);

    /// <summary>No two amplitudes of the state are alike, so that no misplaced one goes unseen.</summary>
    private static IEnumerable<Instruction> Spread(int qubitCount) => Enumerable.Range(0, qubitCount)
        .SelectMany<int, Instruction>(qubit => [RX(0.4 + (0.3 * qubit), qubit), RZ(0.2 + (0.1 * qubit), qubit)]);

    private static void AssertMatches(Circuit circuit, bool isFused)
    {
        var expected = DenseSimulator.StateOf(circuit);
        foreach (var (name, run, tolerance) in EngineState.Engines)
        {
            var actual = run(circuit, isFused);
            for (var i = 0; i < expected.Length; i++)
            {
                var isNear = (expected[i] - actual[i]).Magnitude < tolerance;
                Assert.True(isNear, $"{name}: amplitude {i} is {actual[i]}, not {expected[i]}.");
            }
        }
    }
}
