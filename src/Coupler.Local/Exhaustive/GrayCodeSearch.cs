using System.Numerics;
using Coupler.Circuits;
using Coupler.Local.Solvers;
using Coupler.Local.Spins;
using Coupler.Problems;

namespace Coupler.Local.Exhaustive;

/// <summary>
/// Walks all assignments in the order of a reflected binary Gray code (F. Gray, US patent 2632058, 1953), so that
/// one bit changes at a time. Formula: flipping xᵢ changes the cost by (1 − 2xᵢ)·(wᵢᵢ + Σⱼ wᵢⱼxⱼ); the bracket, the local field
/// of i, is kept for every i and changes by ±wᵢⱼ when j flips; terms of more variables are looked at when one of theirs flips.
/// Layout: a full symmetric matrix, row after row. So that rounding errors do not pile up, fields and cost are computed afresh
/// for each block of 2¹⁶ assignments, and what may be among the best has its cost summed anew, as <see cref="Problem.Cost"/>
/// does.
/// </summary>
internal sealed class GrayCodeSearch
{
    private const int BlockBits = 16;

    /// <summary>The rounding error of one addition, as a part of its result, is at most 2⁻⁵³.</summary>
    private const int DigitsOfSum = 53;

    /// <summary>So many numbers are added up between two looks at the clock, at most: some milliseconds.</summary>
    private const int WorkPerLook = 1 << 22;

    /// <summary>To multiply out a product and to keep it costs as much as so many numbers to add up.</summary>
    private const int WorkPerProduct = 64;

    private readonly int count;
    private readonly double[] couplings;
    private readonly double[] linear;
    private readonly (ulong Mask, double Weight)[] terms;

    /// <summary>Of each variable the terms of three variables and more that it is in.</summary>
    private readonly (ulong Mask, double Weight)[][] large;

    private readonly Problem problem;
    private readonly ExhaustiveParameters parameters;
    private readonly Incumbent incumbent;

    /// <summary>By how much rounding may tell equal costs apart; 0 if nothing is rounded.</summary>
    private readonly double tolerance;

    /// <summary>How far the cost that is kept up from flip to flip may be off; 0 if nothing is rounded.</summary>
    private readonly double drift;

    private readonly ulong stepsPerLook;
    private readonly SortedSet<(double Cost, ulong Values)> best = [];
    private double least = double.PositiveInfinity;

    public GrayCodeSearch(Problem problem, ExhaustiveParameters parameters, Incumbent incumbent)
    {
        this.problem = problem;
        this.parameters = parameters;
        this.incumbent = incumbent;
        count = problem.VariableCount;
        couplings = new double[count * count];
        linear = new double[count];
        terms = [.. (problem is Ising spins ? spins.ToPubo() : problem).Products().Select(term => (MaskOf(term), term.Weight))];
        var many = terms.Where(term => IsLarge(term.Mask)).ToArray();
        large = [.. Enumerable.Range(0, count).Select(i => many.Where(term => (term.Mask >> i & 1) != 0).ToArray())];
        foreach (var (mask, weight) in terms)
        {
            if (mask == 0 || IsLarge(mask)) continue;
            var (first, last) = (BitOperations.TrailingZeroCount(mask), BitOperations.Log2(mask));
            if (first == last) linear[first] += weight;
            else couplings[(first * count) + last] = couplings[(last * count) + first] += weight;
        }

        var most = count + large.Select(some => some.Length).DefaultIfEmpty().Max();
        var all = terms.Sum(term => Math.Abs(term.Weight));
        var isExact = IsExact(all);
        // What is summed anew counts, too: it may be every assignment.
        if (!isExact) most += problem.Terms.Length + problem.Squares.Sum(square => square.Terms.Length);
        stepsPerLook = (ulong)Math.Max(1, WorkPerLook / (most + 1));
        if (isExact) return;
        // An error for each term, in its weight and in the sum: twice, since two costs are compared.
        tolerance = Math.ScaleB(all, 1 - DigitsOfSum) * (terms.Length + 1);
        // Each flip adds an error to each field, and the field's to the cost: at most 2³¹ of them in a block of 2¹⁶.
        drift = Math.ScaleB(all, (2 * BlockBits) - DigitsOfSum);
    }

    /// <summary>
    /// The assignments of the least cost, bit i for variable i, and those that only rounding may tell from them: by cost, and of
    /// the same cost in ascending order.
    /// </summary>
    public IEnumerable<ulong> Best => best.TakeWhile(entry => entry.Cost <= least + tolerance).Select(entry => entry.Values);

    /// <summary>Whether every assignment was looked at.</summary>
    public bool IsComplete { get; private set; }

    public long Flips { get; private set; }

    /// <summary>How many numbers are added up to search a problem, about.</summary>
    public static double WorkOf(Problem problem)
    {
        var isOfSpins = problem.VariableKind == VariableKind.Spin;
        var products = problem.Squares.Sum(square => square.Terms.Length * (square.Terms.Length + 1.0) / 2);
        var looks = 0.0;
        foreach (var term in problem.Terms)
        {
            // A product of spins is one of bits for each subset: d·(2^(d − 1) − d) places in those of three and more.
            var degree = term.Degree;
            products += isOfSpins ? Math.ScaleB(1, degree) : 1;
            if (degree > 2) looks += isOfSpins ? degree * (Math.ScaleB(1, degree - 1) - degree) : degree;
        }

        return (WorkPerProduct * products) + Math.ScaleB(problem.VariableCount + (looks / Math.Max(1, problem.VariableCount)),
            problem.VariableCount);
    }

    /// <summary>Ends early when it is cancelled or a cost is good enough, but not before its first look at the clock.</summary>
    public void Run(Action<JobProgress> progress, CancellationToken cancellationToken)
    {
        var low = Math.Min(count, BlockBits);
        var blocks = 1L << (count - low);
        for (var block = 0L; block < blocks; block++)
        {
            if ((block > 0 && IsOver(cancellationToken)) || !SearchBlock((ulong)block << low, low, cancellationToken)) return;
            progress(new JobProgress((block + 1) << low, blocks << low, "assignments", least));
        }

        IsComplete = true;
    }

    private bool IsOver(CancellationToken cancellationToken) =>
        cancellationToken.IsCancellationRequested || least <= parameters.TargetCost;

    /// <returns>Whether it came to its end.</returns>
    private bool SearchBlock(ulong values, int low, CancellationToken cancellationToken)
    {
        var look = stepsPerLook;
        Span<double> fields = stackalloc double[count];
        var cost = Start(values, fields);
        Consider(values, cost);
        for (var step = 1UL; step < 1UL << low; step++)
        {
            if (step == look)
            {
                if (IsOver(cancellationToken))
                {
                    Flips += (long)step - 1;
                    return false;
                }

                look += stepsPerLook;
            }

            var flipped = BitOperations.TrailingZeroCount(step);
            var sign = (values >> flipped & 1) == 0 ? 1.0 : -1.0;
            cost += sign * (fields[flipped] + LargeField(flipped, values));
            values ^= 1UL << flipped;
            var row = couplings.AsSpan(flipped * count, count);
            for (var i = 0; i < row.Length; i++) fields[i] += sign * row[i];
            if (cost <= least + tolerance + drift) Consider(values, cost);
        }

        Flips += (1L << low) - 1;
        return true;
    }

    private double Start(ulong values, Span<double> fields)
    {
        var cost = CostOf(values, isOnlyOthers: true);
        for (var i = 0; i < count; i++)
        {
            fields[i] = linear[i];
            for (var j = 0; j < count; j++)
            {
                if ((values >> j & 1) != 0) fields[i] += couplings[(i * count) + j];
            }

            if ((values >> i & 1) != 0) cost += (fields[i] + linear[i]) / 2;
        }

        return cost;
    }

    private void Consider(ulong values, double cost)
    {
        var entry = (Cost: drift == 0 ? cost : problem.Cost(new BitString(values, count)), Values: values);
        if (entry.Cost > least + tolerance) return;
        if (entry.Cost < least) incumbent.Offer(entry.Cost);
        least = Math.Min(least, entry.Cost);
        if (best.Count == parameters.Solutions && entry.CompareTo(best.Max) > 0) return;
        best.Add(entry);
        if (best.Count > parameters.Solutions) best.Remove(best.Max);
    }

    /// <summary>Of the terms that the fields do not know: constants, and those of three variables and more.</summary>
    private double CostOf(ulong values, bool isOnlyOthers)
    {
        var cost = 0.0;
        foreach (var (mask, weight) in terms)
        {
            if ((values & mask) == mask && (!isOnlyOthers || mask == 0 || IsLarge(mask))) cost += weight;
        }

        return cost;
    }

    private double LargeField(int spin, ulong values)
    {
        var field = 0.0;
        foreach (var (mask, weight) in large[spin])
        {
            var rest = mask & ~(1UL << spin);
            if ((values & rest) == rest) field += weight;
        }

        return field;
    }

    private static bool IsLarge(ulong mask) => BitOperations.PopCount(mask) > 2;

    private static ulong MaskOf(Term term)
    {
        var mask = 0UL;
        for (var i = 0; i < term.Degree; i++) mask |= 1UL << term[i];
        return mask;
    }

    /// <summary>
    /// Whether all weights are multiples of a power of two so large that no sum is rounded, as small integers are. Two bits are
    /// left for the start of a block, which sums couplings twice and halves them.
    /// </summary>
    private bool IsExact(double sumOfWeights)
    {
        var unit = terms.Where(term => term.Weight != 0).Select(term => SpinUnit.LowestBit(term.Weight)).DefaultIfEmpty().Min();
        return sumOfWeights <= Math.ScaleB(1, DigitsOfSum - 2 + unit);
    }
}
