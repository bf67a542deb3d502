using System.Numerics;
using Coupler.Circuits;

namespace Coupler.Local.StateVector;

/// <summary>Gates of a circuit as operators: angles and exponents become numbers, controls stay apart.</summary>
internal static class GateLowering
{
    public static QubitOperator Of(GateInstruction instruction)
    {
        var gate = instruction.Gate;
        var qubits = instruction.Qubits.AsSpan();
        var (controls, values) = (0UL, 0UL);
        foreach (var control in instruction.Controls)
        {
            controls |= 1UL << control.Qubit;
            if (control.WhenOne) values |= 1UL << control.Qubit;
        }

        // A controlled gate's power is the power of what it controls: the rest of its matrix is the identity.
        for (; gate.Controlled is { } inner; gate = inner)
        {
            foreach (var qubit in qubits[..gate.ControlCount])
            {
                controls |= 1UL << qubit;
                values |= 1UL << qubit;
            }

            qubits = qubits[gate.ControlCount..];
        }

        var plain = instruction with { Gate = gate, Qubits = [.. qubits], Controls = [] };
        return Of(plain.ToUnitary(), qubits.ToArray()).ControlledBy(controls, values);
    }

    private static QubitOperator Of(Unitary unitary, int[] qubits)
    {
        var elements = unitary.Elements;
        var diagonal = new Complex[unitary.Size];
        for (var row = 0; row < unitary.Size; row++)
        {
            for (var column = 0; column < unitary.Size; column++)
            {
                if (row == column) diagonal[row] = unitary[row, column];
                else if (unitary[row, column] != Complex.Zero) return QubitOperator.Dense(qubits, [.. elements]);
            }
        }

        return QubitOperator.Diagonal(qubits, diagonal);
    }
}
