using System.Collections.Immutable;
using Coupler.Circuits;

namespace Coupler.Problems.Modelling;

/// <summary>
/// One of several values: a bit for each, of which exactly one is 1 (one-hot). <see cref="Model.OneOf"/> makes it.
/// </summary>
public sealed class ChoiceVariable
{
    private readonly Model model;

    internal ChoiceVariable(Model model, string name, ImmutableArray<string> values, int firstBit, double? penalty)
    {
        this.model = model;
        Name = name;
        Values = values;
        FirstBit = firstBit;
        Penalty = penalty;
    }

    public string Name { get; }

    /// <summary>In the order of their bits.</summary>
    public ImmutableArray<string> Values { get; }

    /// <summary>The variable of the compiled problem that stands for the first value; the others follow.</summary>
    public int FirstBit { get; }

    internal double? Penalty { get; }

    internal ImmutableArray<int> Bits => [.. Enumerable.Range(FirstBit, Values.Length)];

    /// <summary>1 if this is the value, else 0.</summary>
    /// <exception cref="ArgumentException">There is no such value.</exception>
    public Expression Is(string value)
    {
        var index = Values.IndexOf(value);
        return index >= 0
            ? new Expression(model, [new Term(1, FirstBit + index)])
            : throw new ArgumentException(
                $"'{Name}' has no value '{value}'; it is one of {string.Join(", ", Values)}.", nameof(value));
    }

    internal bool IsOf(Model other) => ReferenceEquals(model, other);

    /// <summary>Null if none or several are set.</summary>
    internal string? ValueIn(BitString bits) =>
        CountIn(bits) == 1 ? Values[Bits.First(bit => bits[bit]) - FirstBit] : null;

    internal Violation? ViolationIn(BitString bits)
    {
        var count = CountIn(bits);
        return count == 1 ? null : new Violation(Name, count, ConstraintSense.Equal, 1, Math.Abs(count - 1));
    }

    private int CountIn(BitString bits) => Bits.Count(bit => bits[bit]);
}
