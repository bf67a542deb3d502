using System.Collections.Immutable;

namespace Coupler.Circuits;

/// <summary>A question about measured bits: the unsigned number they form, bit 0 the least significant, against a value.</summary>
/// <param name="Value">As many bits as <paramref name="Bits"/>.</param>
public sealed record Condition(ImmutableArray<Bit> Bits, Comparison Comparison, BitString Value)
{
    public bool Equals(Condition? other) =>
        other is not null && Comparison == other.Comparison && Value == other.Value && Bits.SequenceEqual(other.Bits);

    public override int GetHashCode() => HashCode.Combine(Bits.Length, Comparison, Value);

    public bool Holds(BitString measured) => Holds(measured.CompareTo(Value));

    private bool Holds(int order) => Comparison switch
    {
        Comparison.Equal => order == 0,
        Comparison.NotEqual => order != 0,
        Comparison.Less => order < 0,
        Comparison.LessOrEqual => order <= 0,
        Comparison.Greater => order > 0,
        _ => order >= 0,
    };
}
