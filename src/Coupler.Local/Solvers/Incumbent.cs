using System.Collections.Immutable;
using Coupler.Problems;

namespace Coupler.Local.Solvers;

/// <summary>The best energy of all runs of a job, and when it was found. Thread-safe.</summary>
/// <param name="offset">What is added to an energy to have the cost.</param>
/// <param name="told">
/// Called with the best cost there is, null if there is none, from any thread, one call after the other: none is more than one
/// before.
/// </param>
/// <param name="began">The time stamp from which time counts.</param>
internal sealed class Incumbent(double offset, Action<double?> told, long began)
{
    private readonly Lock gate = new();
    private readonly Lock telling = new();
    private readonly ImmutableArray<CostAt>.Builder trace = ImmutableArray.CreateBuilder<CostAt>();
    private int reachedBy = int.MaxValue;

    private double best = double.PositiveInfinity;

    public TimeSpan Elapsed => TimeProvider.System.GetElapsedTime(began);

    public void Offer(double energy)
    {
        if (energy >= Volatile.Read(ref best)) return;
        lock (gate)
        {
            if (energy >= best) return;
            Volatile.Write(ref best, energy);
            trace.Add(new(Elapsed, energy + offset));
        }

        Tell();
    }

    public void Tell()
    {
        lock (telling)
        {
            var now = Volatile.Read(ref best);
            told(double.IsPositiveInfinity(now) ? null : now + offset);
        }
    }

    /// <summary>A run has the target cost: later ones do not count.</summary>
    public void Reach(int run)
    {
        lock (gate) reachedBy = Math.Min(reachedBy, run);
    }

    public bool IsReachedBefore(int run) => Volatile.Read(ref reachedBy) < run;

    /// <param name="cost">The best as it was computed in the end: the last of the trace is made to agree.</param>
    public ImmutableArray<CostAt> Trace(double cost)
    {
        lock (gate)
        {
            var kept = trace.TakeWhile(at => at.Cost > cost).ToImmutableArray();
            return kept.Add(new(trace.Count > kept.Length ? trace[kept.Length].Elapsed : Elapsed, cost));
        }
    }
}
