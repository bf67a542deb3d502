using System.Collections.Immutable;
using System.Numerics;
using Coupler.Circuits;
using Coupler.Tests.Reference;

namespace Coupler.Tests.Qasm;

/// <summary>Runs a circuit on the reference simulator: exact, slow, and without any engine of the library.</summary>
internal static class SlowCircuit
{
    /// <summary>Outcome of all registers → probability, the first declared register rightmost.</summary>
    public static Dictionary<string, double> Distribution(Circuit circuit) => ReferenceSimulator.Distribution(Program(circuit));

    /// <summary>The amplitudes after the gates of a circuit, from |0…0⟩.</summary>
    public static Complex[] State(Circuit circuit) => ReferenceSimulator.Run(
        circuit.QubitCount, [.. Program(circuit).Steps.Cast<ReferenceStep.Apply>()]);

    /// <summary>Fails unless the states are equal but for a global phase.</summary>
    public static void AssertEqualUpToPhase(Complex[] expected, Complex[] actual, string what)
    {
        var overlap = expected.Zip(actual, (left, right) => Complex.Conjugate(left) * right).Aggregate(
            Complex.Zero, (sum, part) => sum + part);
        Assert.True(Complex.Abs(overlap) > 1 - 1e-9, $"the overlap is {Complex.Abs(overlap)}:\n{what}");
    }

    public static void AssertEqual(Dictionary<string, double> expected, Dictionary<string, double> actual, string what)
    {
        var difference = expected.Keys.Union(actual.Keys).Max(
            key => Math.Abs(expected.GetValueOrDefault(key) - actual.GetValueOrDefault(key)));
        Assert.True(difference < 1e-9, $"a probability differs by {difference:E2}:\n{what}");
    }

    private static ReferenceProgram Program(Circuit circuit)
    {
        var registers = circuit.BitRegisters.Select(
            register => new ReferenceRegister(register.Name, register.Offset, register.Size));
        return new(circuit.QubitCount, [.. registers], [.. circuit.SelectMany(instruction => Steps(instruction, circuit))]);
    }

    private static IEnumerable<ReferenceStep> Steps(Instruction instruction, Circuit circuit) => instruction switch
    {
        GateInstruction gate => [Apply(gate)],
        MeasureInstruction measure => [new ReferenceStep.Measure(measure.Qubit, circuit.IndexOf(measure.Bit))],
        ResetInstruction reset => [new ReferenceStep.Reset(reset.Qubit)],
        IfInstruction branch => Branches(branch, circuit),
        _ => [],
    };

    /// <summary>
    /// The reference's matrices have the first qubit as the most significant bit of an index, Coupler's as the least.
    /// </summary>
    private static ReferenceStep.Apply Apply(GateInstruction gate)
    {
        var unitary = gate.ToControlledUnitary();
        var matrix = new Complex[unitary.Size, unitary.Size];
        for (var row = 0; row < unitary.Size; row++)
        {
            for (var column = 0; column < unitary.Size; column++) matrix[row, column] = unitary[row, column];
        }

        return new(matrix, [.. gate.Controls.Select(control => control.Qubit).Concat(gate.Qubits).Reverse()]);
    }

    /// <summary>
    /// One step for each value of the bits, which must follow each other and not change in a branch that another value would
    /// look at.
    /// </summary>
    private static IEnumerable<ReferenceStep> Branches(IfInstruction branch, Circuit circuit)
    {
        var bits = branch.Condition.Bits;
        var offset = circuit.IndexOf(bits[0]);
        Assert.All(bits, (bit, i) => Assert.Equal(offset + i, circuit.IndexOf(bit)));
        var register = new ReferenceRegister("asked", offset, bits.Length);
        for (var value = 0UL; value < 1UL << bits.Length; value++)
        {
            var taken = branch.Condition.Holds(new BitString(value, bits.Length)) ? branch.Then : branch.Else;
            if (!taken.IsEmpty)
            {
                yield return new ReferenceStep.When(register, value, [.. taken.SelectMany(inner => Steps(inner, circuit))]);
            }
        }
    }
}
