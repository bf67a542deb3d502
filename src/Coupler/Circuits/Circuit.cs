using System.Collections;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;

namespace Coupler.Circuits;

/// <summary>
/// An immutable list of instructions on qubits and bits, written as a collection expression and composed by spread:
/// <c>Circuit ghz = [H(0), .. Enumerable.Range(0, 4).Select(q => CX(q, q + 1)), MeasureAll()];</c>
/// Declarations are instructions too, so a spread loses nothing. Qubits and bits have flat indices in the order of their
/// declarations; an index beyond all declared qubits widens a circuit that declares none, and is a mistake in one that does.
/// What is not declared is implied and not inserted, so that a circuit can be spread into a larger one: qubits are then register
/// <c>q</c>, and bits that are measured into register <c>c</c> lie after all declared ones.
/// </summary>
/// <exception cref="ArgumentException">
/// Thrown when a circuit is made of instructions that do not fit together; names the instruction.
/// </exception>
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

    /// <summary>The parameters that have no value yet, each once, by name.</summary>
    public ImmutableArray<Parameter> Parameters => CircuitRewriting.Parameters(Instructions);

    /// <summary>
    /// How many steps the circuit takes if each qubit and bit does one thing at a time: a gate, measurement or reset is one step;
    /// a
    /// condition as many as its longer branch, and one at least; a barrier none, but what comes after it waits.
    /// </summary>
    public int Depth => CircuitDepth.Of(this);

    /// <summary>
    /// The first instruction that makes the circuit a dynamic one: a reset, a condition, or anything that is done to a qubit
    /// after it was measured. Null if every qubit is measured once at most, at its end: what many machines ask for.
    /// </summary>
    public Instruction? FirstDynamic => CircuitRewriting.FirstDynamic(Instructions);

    /// <summary>How often each gate occurs, in branches too, by its modifiers and name: <c>ctrl @ rx</c>.</summary>
    public IReadOnlyDictionary<string, int> GateCounts => CircuitRewriting.Gates(Instructions)
        .CountBy(gate => gate.Operation).ToDictionary(StringComparer.Ordinal);

    /// <summary>The circuit that undoes this one: the inverse gates in reversed order. Declarations and barriers stay.</summary>
    /// <exception cref="InvalidOperationException">It measures, resets or has a condition; names the instruction.</exception>
    public Circuit Inverse() => CircuitRewriting.Inverse(this);

    /// <summary>The circuit, each gate of it controlled by these qubits: its global phase becomes visible.</summary>
    /// <param name="controls">
    /// Qubits that the circuit's gates do not touch; in a circuit that declares no qubits they may be new.
    /// </param>
    /// <exception cref="InvalidOperationException">It measures, resets or has a condition; names the instruction.</exception>
    public Circuit Controlled(params ReadOnlySpan<int> controls) => CircuitRewriting.Controlled(this, [.. controls]);

    /// <summary>The circuit as often as <paramref name="exponent"/> says, its inverse if that is negative.</summary>
    /// <exception cref="InvalidOperationException">It measures, resets or has a condition; names the instruction.</exception>
    public Circuit Power(int exponent) => CircuitRewriting.Power(this, exponent);

    /// <summary>Gives parameters their values, in radians; those not named stay free.</summary>
    /// <exception cref="ArgumentException">The circuit has no parameter of a name, or a value is not finite.</exception>
    public Circuit Bind(IReadOnlyDictionary<string, double> values) => CircuitRewriting.Bind(this, values);

    /// <summary>Gives parameters their values: <c>circuit.Bind(("theta", 0.3), ("phi", Math.PI))</c>.</summary>
    /// <exception cref="ArgumentException">
    /// The circuit has no parameter of a name, a name comes twice, or a value is not finite.
    /// </exception>
    public Circuit Bind(params ReadOnlySpan<(string Name, double Value)> values)
    {
        var byName = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var (name, value) in values)
        {
            if (byName.TryAdd(name, value)) continue;
            throw new ArgumentException($"The parameter '{name}' is given two values; give it one.", nameof(values));
        }

        return Bind(byName);
    }

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

    /// <summary>The first instructions, for a debugger or a log; <see cref="CircuitDiagram"/> draws them all.</summary>
    public override string ToString()
    {
        const int Shown = 20;
        var text = string.Join("; ", Instructions.Take(Shown));
        return Count > Shown ? $"{text}; … ({Count - Shown} more)" : text;
    }
}
