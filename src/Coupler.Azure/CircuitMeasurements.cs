using Coupler.Circuits;

namespace Coupler.Azure;

/// <summary>
/// The measurements of a circuit at a place that has none of its own: every qubit is measured once, at the
/// end.
/// </summary>
internal static class CircuitMeasurements
{
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
