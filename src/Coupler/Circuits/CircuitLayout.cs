using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Coupler.Circuits;

/// <summary>Which qubits and bits a list of instructions has, and whether the instructions keep to them.</summary>
internal sealed class CircuitLayout
{
    /// <summary>The register that measurements without a declared one write to.</summary>
    private const string DefaultBits = "c";

    private readonly FrozenDictionary<string, Register> bits;

    private CircuitLayout(ImmutableArray<Register> qubitRegisters, ImmutableArray<Register> bitRegisters)
    {
        QubitRegisters = qubitRegisters;
        BitRegisters = bitRegisters;
        bits = bitRegisters.ToFrozenDictionary(register => register.Name);
    }

    public ImmutableArray<Register> QubitRegisters { get; }

    public ImmutableArray<Register> BitRegisters { get; }

    public int QubitCount => QubitRegisters.IsEmpty ? 0 : QubitRegisters[^1].Offset + QubitRegisters[^1].Size;

    public int BitCount => BitRegisters.IsEmpty ? 0 : BitRegisters[^1].Offset + BitRegisters[^1].Size;

    public int IndexOf(Bit bit) => bits.TryGetValue(bit.Register, out var register) && (uint)bit.Index < (uint)register.Size
        ? register.Offset + bit.Index
        : throw new ArgumentException($"The circuit has no bit {bit}; declare it with Bits(\"{bit.Register}\", {bit.Index + 1}).", nameof(bit));

    public static CircuitLayout Of(ReadOnlySpan<Instruction> instructions) => throw new NotImplementedException();

    /// <summary>Checks each instruction against the layout, puts missing declarations first and spells out "measure all".</summary>
    public ImmutableArray<Instruction> Resolve(ReadOnlySpan<Instruction> instructions) => throw new NotImplementedException();
}
