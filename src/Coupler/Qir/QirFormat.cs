using System.Text;
using Coupler.Circuits;

namespace Coupler.Qir;

/// <summary>
/// Circuits as programs of the QIR Alliance's base profile, in the text form of LLVM: gates, then measurements, then what is
/// output. The circuit is rewritten into the gates that the profile's usual instruction set has.
/// </summary>
/// <remarks>QIR Alliance, "Base Profile", version 1.0 of the QIR specification.</remarks>
public static class QirFormat
{
    /// <summary>Azure Quantum's name of the format.</summary>
    public const string Name = "qir.v1";

    /// <summary>The function that runs.</summary>
    public const string EntryPoint = "ENTRYPOINT__main";

    /// <summary>
    /// The output is one array: the bits that are measured, in the circuit's order, those of the first register first.
    /// </summary>
    /// <exception cref="ArgumentException">
    /// The circuit is beyond the base profile: it is dynamic, measures nothing, or a parameter has no value. Names the
    /// instruction.
    /// </exception>
    public static string Write(Circuit circuit)
    {
        ArgumentNullException.ThrowIfNull(circuit);
        if (circuit.FirstDynamic is { } dynamic)
        {
            throw new ArgumentException(
                $"The base profile of QIR measures each qubit once, at the end, and the circuit has '{dynamic}'.",
                nameof(circuit));
        }

        var measured = MeasuredBits(circuit);
        if (measured.Length == 0)
        {
            throw new ArgumentException(
                "A program of QIR outputs what was measured, and the circuit measures nothing.", nameof(circuit));
        }

        if (measured.Length < circuit.OfType<MeasureInstruction>().Count())
        {
            throw new ArgumentException(
                "The base profile of QIR writes each result once, and the circuit measures two qubits into one bit.",
                nameof(circuit));
        }

        var text = new StringBuilder();
        new QirText(text, circuit).Write(measured);
        return text.ToString();
    }

    /// <summary>The places of the bits that are measured, in the order of the output.</summary>
    public static int[] MeasuredBits(Circuit circuit)
    {
        ArgumentNullException.ThrowIfNull(circuit);
        return [.. circuit.OfType<MeasureInstruction>().Select(measure => circuit.IndexOf(measure.Bit)).Distinct().Order()];
    }
}
