using System.Collections.Immutable;

namespace Coupler.Circuits;

/// <summary>
/// A question about measured bits: the unsigned number they form, bit 0 the least significant, against a value.
/// </summary>
/// <param name="Value">As many bits as <paramref name="Bits"/>.</param>
public sealed record Condition(ImmutableArray<Bit> Bits, Comparison Comparison, BitString Value)
{
    /// <summary>How each <see cref="Comparison"/> is written.</summary>
    internal static readonly ImmutableArray<string> Signs = ["==", "!=", "<", "<=", ">", ">="];

    public bool Equals(Condition? other) =>
        other is not null && Comparison == other.Comparison && Value == other.Value && Bits.SequenceEqual(other.Bits);

    public override int GetHashCode() => HashCode.Combine(Bits.Length, Comparison, Value);

    /// <param name="measured">The bits that the condition names, as many as its value has.</param>
    public bool Holds(BitString measured) => Holds(measured.CompareTo(Value));

    /// <summary>The bits, the most significant first, and the value: <c>c[1], c[0] == 01</c>.</summary>
    public override string ToString() => $"{string.Join(", ", Bits.Reverse())} {Signs[(int)Comparison]} {Value}";

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
