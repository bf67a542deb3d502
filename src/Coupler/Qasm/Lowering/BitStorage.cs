using System.Collections.Immutable;
using Coupler.Circuits;

namespace Coupler.Qasm.Lowering;

/// <summary>A register of bits of the circuit.</summary>
internal sealed class BitStorage(string name, int size)
{
    private ImmutableArray<Bit> bits;

    public string Name { get; } = name;

    public int Size { get; } = size;

    /// <summary>Whether a measurement wrote one of its bits: until then all are 0.</summary>
    public bool IsMeasured { get; set; }

    /// <summary>Whether an instruction names one of its bits.</summary>
    public bool IsUsed => !bits.IsDefault;

    public ImmutableArray<Bit> Bits =>
        bits.IsDefault ? bits = [.. Enumerable.Range(0, Size).Select(i => new Bit(Name, i))] : bits;
}
