namespace Coupler.Local.Spins;

/// <summary>
/// A state of a <see cref="PolynomialSystem"/>: local fields of the couplings, of each larger term how many of its variables are
/// 0 (bits) or −1 (spins), of each squared sum its sum. Whole numbers below 2⁵³ are kept exactly. What squared sums add to the
/// energy is reckoned from the sums when it is asked for: what was rounded where they were large is not in it.
/// </summary>
internal sealed class PolynomialState(PolynomialSystem system) : SpinState(system)
{
    private readonly double[] fields = new double[system.Count];
    private readonly int[] missing = new int[system.Terms.Length];
    private readonly double[] sums = new double[system.Squares.Length];
    private double rest;

    public override double Energy
    {
        get
        {
            var energy = rest;
            for (var k = 0; k < sums.Length; k++) energy += system.Squares[k].Weight * sums[k] * sums[k];
            return energy;
        }
    }

    public override void Set(ReadOnlySpan<int> signs)
    {
        signs[..system.Count].CopyTo(Signs);
        SetFields();
        Array.Clear(missing);
        for (var i = 0; i < system.Count; i++)
        {
            foreach (var term in system.TermsOf[i]) missing[term] += IsMissing(i) ? 1 : 0;
        }

        for (var k = 0; k < sums.Length; k++)
        {
            sums[k] = 0;
            foreach (var term in system.Squares[k].Terms) sums[k] += term.Weight * (term.Degree == 0 ? 1 : Value(term[0]));
        }

        for (var t = 0; t < missing.Length; t++) rest += TermValue(t, missing[t]);
    }

    public override void CopyFrom(SpinState other)
    {
        var from = (PolynomialState)other;
        from.Signs.CopyTo(Signs, 0);
        from.fields.CopyTo(fields, 0);
        from.missing.CopyTo(missing, 0);
        from.sums.CopyTo(sums, 0);
        rest = from.rest;
    }

    public override double Delta(int spin)
    {
        var delta = RestOf(spin);
        foreach (var (square, weight) in system.SquaresOf[spin])
        {
            var step = StepOf(spin, weight);
            delta += system.Squares[square].Weight * step * ((2 * sums[square]) + step);
        }

        return delta;
    }

    /// <summary>Flips all but the last on trial, since their terms may overlap in any way.</summary>
    public override double DeltaOf(ReadOnlySpan<int> spins)
    {
        var delta = 0.0;
        foreach (var spin in spins[..^1])
        {
            delta += Delta(spin);
            Flip(spin);
        }

        delta += Delta(spins[^1]);
        foreach (var spin in spins[..^1]) Flip(spin);
        return delta;
    }

    public override void Flip(int spin)
    {
        rest += RestOf(spin);
        foreach (var (square, weight) in system.SquaresOf[spin]) sums[square] += StepOf(spin, weight);
        var change = IsMissing(spin) ? -1 : 1;
        foreach (var term in system.TermsOf[spin]) missing[term] += change;
        Signs[spin] = ~Signs[spin];
        var twice = 2 * Sign(spin);
        var graph = system.Couplings;
        for (var k = graph.Starts[spin]; k < graph.Starts[spin + 1]; k++) fields[graph.Neighbours[k]] += twice * graph.Weights[k];
    }

    public override int BestMove(ReadOnlySpan<int> freeAt, int move, double limit, int from)
    {
        var (best, least, energy) = (-1, double.PositiveInfinity, Energy);
        for (var i = 0; i < system.Count; i++)
        {
            var spin = from + i < system.Count ? from + i : from + i - system.Count;
            var delta = Delta(spin);
            if (delta >= least || (freeAt[spin] > move && energy + delta >= limit)) continue;
            (best, least) = (spin, delta);
        }

        return best;
    }

    protected override long SweepFlips(double beta, SpinRandom random)
    {
        var flips = 0L;
        for (var i = 0; i < system.Count; i++)
        {
            var delta = Delta(i);
            if (delta > 0 && beta * delta > random.Words.Exponential()) continue;
            Flip(i);
            flips++;
        }

        return flips;
    }

    /// <summary>By how much all but the squared sums changes when a spin is flipped.</summary>
    private double RestOf(int spin)
    {
        var delta = -2 * Sign(spin) * fields[spin];
        foreach (var term in system.TermsOf[spin])
        {
            var now = missing[term];
            delta += TermValue(term, IsMissing(spin) ? now - 1 : now + 1) - TermValue(term, now);
        }

        return delta;
    }

    private void SetFields()
    {
        var graph = system.Couplings;
        rest = 0;
        for (var i = 0; i < system.Count; i++)
        {
            fields[i] = 0;
            for (var k = graph.Starts[i]; k < graph.Starts[i + 1]; k++) fields[i] += graph.Weights[k] * Sign(graph.Neighbours[k]);
            rest += Sign(i) * (graph.Fields[i] + (fields[i] / 2));
            fields[i] += graph.Fields[i];
        }
    }

    private int Sign(int spin) => 1 + (2 * Signs[spin]);

    /// <summary>As the problem counts it: of a bit 0 or 1.</summary>
    private int Value(int spin) => system.IsOfBits ? -Signs[spin] : Sign(spin);

    private bool IsMissing(int spin) => system.IsOfBits ? Signs[spin] == 0 : Signs[spin] != 0;

    private double StepOf(int spin, double weight) =>
        system.IsOfBits ? (Signs[spin] == 0 ? weight : -weight) : -2 * Sign(spin) * weight;

    private double TermValue(int term, int missing)
    {
        var weight = system.Terms[term].Weight;
        if (!system.IsOfBits) return (missing & 1) == 0 ? weight : -weight;
        return missing == 0 ? weight : 0;
    }
}
