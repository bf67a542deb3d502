using System.Collections;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;

namespace Coupler.Circuits;

/// <summary>
/// An immutable list of instructions on qubits and bits, written as a collection expression and composed by spread:
/// <c>Circuit ghz = [H(0), .. Enumerable.Range(0, 4).Select(q => CX(q, q + 1)), MeasureAll()];</c>
/// Declarations are instructions too, so a spread loses nothing. Qubits and bits have flat indices in the order of their
/// declarations; an index beyond all declared qubits widens a circuit that declares none, and is a mistake in one that does.
/// </summary>
/// <exception cref="ArgumentException">Thrown when a circuit is made of instructions that do not fit together; names the instruction.</exception>
[CollectionBuilder(typeof(Circuit), nameof(Create))]
public sealed class Circuit : Workload<CircuitResult>, IReadOnlyList<Instruction>, IEquatable<Circuit>
{
    private readonly CircuitLayout layout;

    private Circuit(ReadOnlySpan<Instruction> instructions)
    {
        layout = CircuitLayout.Of(instructions);
        Instructions = layout.Resolve(instructions);
    }

    public static Circuit Create(ReadOnlySpan<Instruction> instructions) => new(instructions);

    /// <summary>The instructions in order, declarations included.</summary>
    public ImmutableArray<Instruction> Instructions { get; }

    public int QubitCount => layout.QubitCount;

    /// <summary>Bits of all registers together.</summary>
    public int BitCount => layout.BitCount;

    public ImmutableArray<Register> QubitRegisters => layout.QubitRegisters;

    public ImmutableArray<Register> BitRegisters => layout.BitRegisters;

    /// <summary>Where a bit stands in the bit string of all registers: the first declared register lies rightmost.</summary>
    public int IndexOf(Bit bit) => layout.IndexOf(bit);

    public override string Format => CircuitFormat.Name;

    public override string DefaultTarget => "simulator";

    public override Payload ToPayload() => CircuitFormat.Write(this);

    public int Count => Instructions.Length;

    public Instruction this[int index] => Instructions[index];

    public ImmutableArray<Instruction>.Enumerator GetEnumerator() => Instructions.GetEnumerator();

    IEnumerator<Instruction> IEnumerable<Instruction>.GetEnumerator() => ((IEnumerable<Instruction>)Instructions).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => ((IEnumerable)Instructions).GetEnumerator();

    public bool Equals(Circuit? other) => other is not null && Instructions.AsSpan().SequenceEqual(other.Instructions.AsSpan());

    public override bool Equals(object? obj) => Equals(obj as Circuit);

    public override int GetHashCode() => Instructions.Aggregate(Count, HashCode.Combine);
}
