using System.Buffers.Binary;
using System.Collections.Immutable;
using Coupler.Circuits;

namespace Coupler.Conformance.Client;

/// <summary>The remote place's answer: (all qubits as a number, how often), little-endian, four bytes each.</summary>
internal static class RemoteHistogram
{
    public const string Format = "loopback.histogram.v1";

    private const int PairSize = 8;

    /// <exception cref="FormatException">The bytes are no histogram of this circuit.</exception>
    public static CircuitResult Decode(Circuit circuit, Payload raw, Provenance provenance)
    {
        if (raw.Format != Format) throw new FormatException($"The remote place does not answer in the format '{raw.Format}'.");
        var bytes = raw.Content.Span;
        if (bytes.Length % PairSize != 0) throw new FormatException($"A histogram of {bytes.Length} bytes is cut off.");
        var counts = new SortedDictionary<BitString, int>();
        for (; !bytes.IsEmpty; bytes = bytes[PairSize..])
        {
            var qubits = BinaryPrimitives.ReadUInt32LittleEndian(bytes);
            if (qubits >> circuit.QubitCount != 0)
            {
                throw new FormatException($"The outcome {qubits} has more than {circuit.QubitCount} qubits.");
            }
            var bits = Measured(circuit, qubits);
            counts[bits] = counts.GetValueOrDefault(bits) + BinaryPrimitives.ReadInt32LittleEndian(bytes[4..]);
        }

        return new CircuitResult
        {
            Registers = circuit.BitRegisters,
            Outcomes = [.. counts.Keys],
            Counts = counts.ToImmutableDictionary(),
            Provenance = provenance,
        };
    }

    private static BitString Measured(Circuit circuit, uint qubits)
    {
        var bits = new bool[circuit.BitCount];
        foreach (var measure in circuit.Instructions.OfType<MeasureInstruction>())
        {
            bits[circuit.IndexOf(measure.Bit)] = (qubits >> measure.Qubit & 1) != 0;
        }

        return BitString.FromBits(bits);
    }
}
