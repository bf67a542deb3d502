using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Coupler.Circuits;

namespace Coupler.Azure.Rigetti;

/// <summary>
/// The format <c>rigetti.quil.v1</c>: Quil, by R. Smith, M. Curtis and W. Zeng, arXiv:1608.03355, and the gates of its standard
/// library. All bits of the circuit lie in one memory, <c>ro</c>, in the order of their registers.
/// </summary>
internal static class Quil
{
    public const string Format = "rigetti.quil.v1";

    public const string Memory = "ro";

    private static readonly ImmutableArray<(Gate Gate, string Name)> Names =
    [
        (GateTable.Id, "I"), (GateTable.X, "X"), (GateTable.Y, "Y"), (GateTable.Z, "Z"), (GateTable.H, "H"), (GateTable.S, "S"),
        (GateTable.T, "T"), (GateTable.P, "PHASE"), (GateTable.RX, "RX"), (GateTable.RY, "RY"), (GateTable.RZ, "RZ"),
        (GateTable.CX, "CNOT"), (GateTable.CZ, "CZ"), (GateTable.CP, "CPHASE"), (GateTable.Swap, "SWAP"),
        (GateTable.ISwap, "ISWAP"), (GateTable.CCX, "CCNOT"), (GateTable.CSwap, "CSWAP"),
    ];

    private static readonly GateSet Gates = new([.. Names.Select(entry => entry.Gate)]);

    /// <exception cref="ArgumentException">A gate has no form there; names the instruction.</exception>
    public static Payload Write(Circuit circuit)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"DECLARE {Memory} BIT[{circuit.BitCount}]\n");
        foreach (var instruction in Gates.Rewrite(circuit).Instructions)
        {
            if (Line(circuit, instruction) is { } line) text.Append(line).Append('\n');
        }

        return new Payload(Format, Encoding.UTF8.GetBytes(text.ToString()));
    }

    /// <summary>A barrier orders nothing that a simulation could see, and Quil's fences are for pulses.</summary>
    private static string? Line(Circuit circuit, Instruction instruction) => instruction switch
    {
        GateInstruction gate => $"{Operation(gate)} {string.Join(' ', gate.Qubits)}",
        MeasureInstruction measure => $"MEASURE {measure.Qubit} {Memory}[{circuit.IndexOf(measure.Bit)}]",
        ResetInstruction reset => $"RESET {reset.Qubit}",
        _ => null,
    };

    private static string Operation(GateInstruction gate)
    {
        var name = Names.First(entry => entry.Gate == gate.Gate).Name;
        var angles = gate.Parameters.Select(angle => angle.Radians.ToString("R", CultureInfo.InvariantCulture));
        return gate.Parameters.IsEmpty ? name : $"{name}({string.Join(", ", angles)})";
    }
}
