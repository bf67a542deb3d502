using Coupler.Circuits;

namespace Coupler.Azure;

/// <summary>
/// The measurements of a circuit for a place that has none of its own: it measures every qubit once, at the end.
/// </summary>
internal static class CircuitMeasurements
{
    /// <summary>Refuses a circuit that does anything to a qubit after its measurement, or asks what was measured.</summary>
    /// <exception cref="TargetRefusedException">Names the instruction.</exception>
    public static void ValidateAtEnd(Circuit circuit, string target)
    {
        var measured = new HashSet<int>();
        foreach (var instruction in circuit.Instructions)
        {
            switch (instruction)
            {
                case GateInstruction gate when QubitsOf(gate).Any(measured.Contains):
                    throw new TargetRefusedException(
                        target, $"it measures at the end only, and '{gate}' comes after a measurement.");
                case MeasureInstruction measure:
                    measured.Add(measure.Qubit);
                    break;
                case ResetInstruction or IfInstruction:
                    throw new TargetRefusedException(target, $"it has no '{instruction}'.");
            }
        }
    }

    private static IEnumerable<int> QubitsOf(GateInstruction gate) =>
        gate.Controls.Select(control => control.Qubit).Concat(gate.Qubits);

    /// <summary>The circuit's bits, where the qubits were found so.</summary>
    /// <param name="isOne">What the place found of a qubit.</param>
    public static BitString BitsOf(Circuit circuit, Func<int, bool> isOne)
    {
        var bits = new bool[circuit.BitCount];
        foreach (var measure in circuit.Instructions.OfType<MeasureInstruction>())
        {
            bits[circuit.IndexOf(measure.Bit)] = isOne(measure.Qubit);
        }

        return BitString.FromBits(bits);
    }
}
