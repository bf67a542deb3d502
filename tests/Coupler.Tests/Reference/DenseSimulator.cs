using System.Numerics;
using Coupler.Circuits;

namespace Coupler.Tests.Reference;

/// <summary>
/// The obvious simulator: every gate is a matrix over all qubits, every measurement makes two states out of one. It takes the
/// gates' own matrices from the table, and nothing else from the simulators.
/// </summary>
internal sealed class DenseSimulator
{
    private readonly Circuit circuit;
    private List<(Complex[] State, bool[] Bits)> branches;

    private DenseSimulator(Circuit circuit)
    {
        this.circuit = circuit;
        var zero = new Complex[1 << circuit.QubitCount];
        zero[0] = 1;
        branches = [(zero, new bool[circuit.BitCount])];
    }

    /// <summary>The amplitudes at the end of a circuit without measurements.</summary>
    public static Complex[] StateOf(Circuit circuit) => Run(circuit).branches.Single().State;

    /// <summary>The probabilities of the bits at the end.</summary>
    public static Dictionary<BitString, double> DistributionOf(Circuit circuit) => Run(circuit).branches
        .GroupBy(branch => BitString.FromBits(branch.Bits), branch => WeightOf(branch.State))
        .ToDictionary(group => group.Key, group => group.Sum());

    /// <summary>y = U x, where U is the gate's matrix on its qubits if all controls hold, and the identity elsewhere.</summary>
    public static Complex[] Apply(GateInstruction gate, Complex[] x)
    {
        var matrix = (gate with { Controls = [] }).ToUnitary();
        var y = new Complex[x.Length];
        for (var row = 0; row < x.Length; row++)
        {
            if (gate.Controls.Any(control => Bit(row, control.Qubit) != control.WhenOne))
            {
                y[row] = x[row];
                continue;
            }

            for (var column = 0; column < matrix.Size; column++)
            {
                y[row] += matrix[Own(row, gate), column] * x[WithOwn(row, column, gate)];
            }
        }

        return y;
    }

    private static DenseSimulator Run(Circuit circuit)
    {
        var simulator = new DenseSimulator(circuit);
        foreach (var instruction in circuit) simulator.Run(instruction);
        return simulator;
    }

    private void Run(Instruction instruction) => branches =
        [.. branches.SelectMany(branch => Run(instruction, branch)).Where(branch => WeightOf(branch.State) > 1e-20)];

    private IEnumerable<(Complex[] State, bool[] Bits)> Run(Instruction instruction, (Complex[] State, bool[] Bits) branch)
    {
        var (state, bits) = branch;
        return instruction switch
        {
            GateInstruction gate => [(Apply(gate, state), bits)],
            MeasureInstruction measure =>
            [
                (Projected(state, measure.Qubit, false), Written(bits, circuit.IndexOf(measure.Bit), false)),
                (Projected(state, measure.Qubit, true), Written(bits, circuit.IndexOf(measure.Bit), true)),
            ],
            ResetInstruction reset =>
            [
                (Projected(state, reset.Qubit, false), bits),
                (Apply(Gates.X(reset.Qubit), Projected(state, reset.Qubit, true)), bits),
            ],
            IfInstruction choice => (Holds(choice.Condition, bits) ? choice.Then : choice.Else).Aggregate(
                (IEnumerable<(Complex[], bool[])>)[branch], (all, next) => [.. all.SelectMany(each => Run(next, each))]),
            _ => [branch],
        };
    }

    private bool Holds(Condition condition, bool[] bits) =>
        condition.Holds(BitString.FromBits([.. condition.Bits.Select(bit => bits[circuit.IndexOf(bit)])]));

    private static Complex[] Projected(Complex[] state, int qubit, bool value) =>
        [.. state.Select((amplitude, index) => Bit(index, qubit) == value ? amplitude : 0)];

    private static bool[] Written(bool[] bits, int place, bool value) => [.. bits.Select((bit, i) => i == place ? value : bit)];

    private static double WeightOf(Complex[] state) => state.Sum(amplitude => amplitude.Magnitude * amplitude.Magnitude);

    private static bool Bit(int index, int qubit) => (index >> qubit & 1) != 0;

    /// <summary>The bits of the gate's qubits, the first qubit's as bit 0.</summary>
    private static int Own(int index, GateInstruction gate) =>
        gate.Qubits.Select((qubit, i) => Bit(index, qubit) ? 1 << i : 0).Sum();

    private static int WithOwn(int index, int own, GateInstruction gate) =>
        gate.Qubits.Select((qubit, i) => (Qubit: qubit, Value: Bit(own, i)))
            .Aggregate(index, (all, bit) => bit.Value ? all | (1 << bit.Qubit) : all & ~(1 << bit.Qubit));
}
