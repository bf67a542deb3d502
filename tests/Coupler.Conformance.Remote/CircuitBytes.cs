using System.Buffers.Binary;

namespace Coupler.Conformance.Remote;

/// <summary>
/// What the place runs: qubits (1 byte), shots (4), seed (8), then gates: 0 = h q, 1 = x q, 2 = cx control target,
/// 3 = rz q and a double in radians; little-endian. It knows no bits and no measurement: it measures all qubits at the end.
/// </summary>
internal sealed class CircuitBytes
{
    public const int MaxQubits = 12;

    private readonly ReadOnlyMemory<byte> gates;

    /// <exception cref="FormatException">The bytes are no circuit.</exception>
    public CircuitBytes(ReadOnlyMemory<byte> bytes)
    {
        if (bytes.Length < 13) throw new FormatException("The head is not there.");
        QubitCount = bytes.Span[0];
        Shots = BinaryPrimitives.ReadInt32LittleEndian(bytes.Span[1..]);
        Seed = BinaryPrimitives.ReadUInt64LittleEndian(bytes.Span[5..]);
        gates = bytes[13..];
        if (QubitCount is 0 or > MaxQubits) throw new FormatException($"{QubitCount} qubits; the place has {MaxQubits}.");
    }

    public int QubitCount { get; }

    public int Shots { get; }

    public ulong Seed { get; }

    public StateVector Evolve()
    {
        var state = new StateVector(QubitCount);
        for (var rest = gates.Span; !rest.IsEmpty;)
        {
            switch (rest[0])
            {
                case 0:
                    state.Hadamard(rest[1]);
                    rest = rest[2..];
                    break;
                case 1:
                    state.Not(rest[1], controls: 0);
                    rest = rest[2..];
                    break;
                case 2:
                    state.Not(rest[2], controls: 1 << rest[1]);
                    rest = rest[3..];
                    break;
                case 3:
                    state.RotateZ(rest[1], BinaryPrimitives.ReadDoubleLittleEndian(rest[2..]));
                    rest = rest[10..];
                    break;
                default:
                    throw new FormatException($"There is no gate {rest[0]}.");
            }
        }

        return state;
    }
}
