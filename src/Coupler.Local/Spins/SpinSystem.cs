using System.Collections.Immutable;
using Coupler.Circuits;
using Coupler.Problems;

namespace Coupler.Local.Spins;

/// <summary>
/// A problem as solvers work on it: over spins s = ±1, bits being x = (1 − s) / 2. It does not change and may be shared; what
/// changes is a <see cref="SpinState"/>. The representation is chosen for the problem, behind one surface.
/// </summary>
internal abstract class SpinSystem
{
    /// <summary>A row with at least this part of all spins is kept whole.</summary>
    private const double DenseShare = 0.08;

    /// <summary>
    /// Squared sums are multiplied out where that makes no more couplings, or only a few times those there
    /// are.
    /// </summary>
    private const int FewProducts = 1_000_000;
    private const int MostProducts = 4;

    private const double MostDensePlaces = 1 << 30;

    private protected SpinSystem(int count, ImmutableArray<CardinalityGroup> groups, SpinScale scale, double rounding = 0)
    {
        Rounding = rounding;
        Count = count;
        Groups = groups;
        Scale = scale;
    }

    /// <param name="known">The couplings of the problem, if somebody has found them already.</param>
    public static SpinSystem Of(Problem problem, CouplingGraph? known = null)
    {
        ArgumentNullException.ThrowIfNull(problem);
        if (!IsMultipliedOut(problem)) return new PolynomialSystem(problem);
        var graph = known ?? CouplingGraph.Of(problem);
        var unit = SpinUnit.Of(graph);
        if (!unit.CanHold(graph) || !unit.CanHold(problem.Squares)) return new PolynomialSystem(problem);
        var groups = CardinalityGroup.Of(problem);
        return IsDense(graph.Count, graph.Neighbours.Length)
            ? new DenseSystem(graph, unit, groups)
            : new SparseSystem(graph, unit, groups);
    }

    public int Count { get; }

    /// <summary>Count, filled up to whole vectors.</summary>
    public int PaddedCount => (Count + IntegerState.Lanes - 1) / IntegerState.Lanes * IntegerState.Lanes;

    /// <summary>No bit is in two of them.</summary>
    public ImmutableArray<CardinalityGroup> Groups { get; }

    public SpinScale Scale { get; }

    /// <summary>By how much an energy may be off since weights are rounded to whole units; 0 if none is.</summary>
    public double Rounding { get; }

    /// <summary>A new state; its values are yet to be set.</summary>
    public abstract SpinState CreateState();

    /// <summary>Values as a solution tells them: 0 stands for +1 and 1 for −1.</summary>
    public BitString ToBits(ReadOnlySpan<int> signs)
    {
        const int wordBits = 64;
        var words = new ulong[(Count + wordBits - 1) / wordBits];
        for (var i = 0; i < Count; i++)
        {
            if (signs[i] != 0) words[i / wordBits] |= 1UL << (i % wordBits);
        }

        return new BitString(words, Count);
    }

    /// <summary>What it takes at most: terms of the same variables count each.</summary>
    public static SpinMemory MemoryOf(Problem problem) => MemoryOf(problem, IsMultipliedOut(problem));

    /// <param name="isMultipliedOut">Whether squared sums are.</param>
    public static SpinMemory MemoryOf(Problem problem, bool isMultipliedOut)
    {
        const int bytesOfIntegers = 8, bytesOfFloats = 16;
        var places = problem.Terms.Sum(term => (long)term.Degree);
        foreach (var square in problem.Squares)
        {
            long members = square.Terms.Length;
            places += isMultipliedOut ? members * (members - 1) : members;
        }

        var isDense = isMultipliedOut && IsDense(problem.VariableCount, places);
        return new(problem.VariableCount, places, isDense, isMultipliedOut ? bytesOfIntegers : bytesOfFloats);
    }

    private static bool IsMultipliedOut(Problem problem) =>
        !problem.Terms.Any(term => term.Degree > 2) && !HasLongSquares(problem);

    private static bool IsDense(int count, long neighbours)
    {
        var places = (double)count * count;
        return neighbours >= DenseShare * places && places <= MostDensePlaces;
    }

    private static bool HasLongSquares(Problem problem)
    {
        var (products, entries) = (0L, (long)problem.Terms.Length);
        foreach (var square in problem.Squares)
        {
            products += (long)square.Terms.Length * square.Terms.Length / 2;
            entries += square.Terms.Length;
        }

        return products > Math.Max(FewProducts, MostProducts * entries);
    }
}
