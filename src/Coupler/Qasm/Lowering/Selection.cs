using System.Collections.Immutable;
using System.Numerics;
using Coupler.Qasm.Syntax;

namespace Coupler.Qasm.Lowering;

/// <summary>Which elements of a register an index picks.</summary>
internal readonly struct Selection
{
    private readonly int index;
    private readonly ImmutableArray<int> indices;

    private Selection(int index) => this.index = index;

    private Selection(ImmutableArray<int> indices) => this.indices = indices;

    /// <summary>One element by its number, not a register of one.</summary>
    public bool IsScalar => indices.IsDefault;

    public int Count => IsScalar ? 1 : indices.Length;

    public int this[int i] => IsScalar ? index : indices[i];

    /// <summary>Works out an index of something with <paramref name="length"/> elements; −1 is the last.</summary>
    public static Selection Of(Expression index, int length, Evaluator evaluator, Scope scope)
    {
        switch (index)
        {
            case SetExpression set:
                evaluator.Budget.Step(set.Offset, set.Items.Length);
                return new([.. set.Items.Select(item => Element(item, length, evaluator, scope))]);
            case RangeExpression range:
                return new(Range(range, length, evaluator, scope));
            default:
                return new(Element(index, length, evaluator, scope));
        }
    }

    public ImmutableArray<T> Of<T>(ImmutableArray<T> elements) =>
        IsScalar ? [elements[index]] : [.. indices.Select(i => elements[i])];

    private static int Element(Expression index, int length, Evaluator evaluator, Scope scope)
    {
        var number = evaluator.Integer(index, scope);
        var element = number.Sign < 0 ? number + length : number;
        return element.Sign >= 0 && element < length
            ? (int)element
            : throw evaluator.Source.Error(
                index.Offset, $"Index {Shown(number)} is outside: there are {length} elements, 0 to {length - 1}");
    }

    private static ImmutableArray<int> Range(RangeExpression range, int length, Evaluator evaluator, Scope scope)
    {
        var step = range.Step is null ? BigInteger.One : evaluator.Integer(range.Step, scope);
        if (step.IsZero) throw evaluator.Source.Error(range.Offset, "A range cannot have step 0");
        var isForward = step.Sign > 0;
        var start = range.Start is null ? (isForward ? 0 : length - 1) : Element(range.Start, length, evaluator, scope);
        var stop = range.Stop is null ? (isForward ? length - 1 : 0) : Element(range.Stop, length, evaluator, scope);
        if (isForward ? stop < start : stop > start)
        {
            throw evaluator.Source.Error(range.Offset, "This range is empty; a register has at least one element");
        }

        var count = (int)((stop - start) / step) + 1;
        evaluator.Budget.Step(range.Offset, count);
        return count == 1 ? [start] : [.. Enumerable.Range(0, count).Select(i => start + (i * (int)step))];
    }

    private static string Shown(BigInteger number) => Spelling.Shorten(number.ToString());
}
