using System.Runtime.CompilerServices;
using Coupler.Circuits;
using Coupler.Local.Spins;

namespace Coupler.Local.Solvers;

/// <summary>One run of a solver: where it starts, when it ends, and what it found. Not thread-safe.</summary>
internal sealed class SolverRun
{
    private readonly SpinSystem system;
    private readonly Incumbent incumbent;
    private readonly SolverParameters parameters;
    private readonly int[] best;
    private readonly CostTarget? target;
    private readonly CancellationToken limit;
    private readonly SolutionPool? others;

    public SolverRun(
        SpinSystem system,
        SolverParameters parameters,
        Incumbent incumbent,
        CostTarget? target,
        long seed,
        int number,
        CancellationToken limit)
    {
        this.system = system;
        this.parameters = parameters;
        this.incumbent = incumbent;
        this.target = target;
        this.limit = limit;
        Number = number;
        Random = new SpinRandom(seed, number);
        best = new int[system.PaddedCount];
        if (parameters.Solutions > 1) others = new SolutionPool(parameters.Solutions);
    }

    /// <summary>Counted from 0.</summary>
    public int Number { get; }

    public SpinRandom Random { get; }

    /// <summary>Whether it starts from the values of the parameters.</summary>
    public bool IsGiven => Number == 0 && parameters.Start is not null;

    /// <summary>The least energy so far.</summary>
    public double Energy { get; private set; } = double.PositiveInfinity;

    /// <summary>The signs that have it.</summary>
    public ReadOnlySpan<int> Best => best;

    public long Proposals { get; set; }

    public long Flips { get; set; }

    /// <summary>Of a population: how many there were after each step. Kept of the first run only.</summary>
    public ThinnedCounts Populations { get; } = new();

    /// <summary>Of tempering: for each pair of neighbouring temperatures how many exchanges were proposed and made.</summary>
    public (long Proposed, long Made)[] Swaps { get; set; } = [];

    /// <summary>Whether it has the target cost.</summary>
    public bool IsReached { get; private set; }

    /// <summary>
    /// Whether it should end: the time is over, the job is cancelled, or the target or an earlier run's is
    /// reached.
    /// </summary>
    public bool IsOver =>
        limit.IsCancellationRequested || IsReached || incumbent.IsReachedBefore(Number);

    /// <summary>Values to start from: those of the parameters for the first run, random ones for the rest.</summary>
    public void Start(SpinState state)
    {
        if (Number == 0 && parameters.Start is { } start)
        {
            var signs = new int[system.PaddedCount];
            for (var i = 0; i < system.Count; i++) signs[i] = start[i] ? -1 : 0;
            state.Set(signs);
        }
        else
        {
            state.Scatter(Random);
        }

        Offer(state);
    }

    /// <summary>Keeps the values of a state if they are the best so far, or among as many as are asked for.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Offer(SpinState state)
    {
        if (state.Energy < Energy || others is not null) Keep(state);
    }

    /// <summary>Of a population: how many there are after a step.</summary>
    public void CountPopulation(int members)
    {
        if (Number == 0) Populations.Add(members);
    }

    /// <summary>What it found, each once.</summary>
    public IEnumerable<BitString> Found() =>
        others is null ? [system.ToBits(best)] : others.ToSolutions().Select(solution => solution.Values);

    private void Keep(SpinState state)
    {
        if (others is not null && state.Energy <= others.Worst) others.Add(system.ToBits(state.Signs), state.Energy);
        if (state.Energy >= Energy || !IsWelcome(state)) return;
        Energy = state.Energy;
        state.Signs.CopyTo(best, 0);
        incumbent.Offer(Energy);
    }

    /// <summary>
    /// Near the target the cost decides; and what has the target is not given for what only rounding makes better.
    /// </summary>
    private bool IsWelcome(SpinState state)
    {
        if (target is null || state.Energy > target.Energy) return true;
        var isEnough = target.IsReachedBy(system.ToBits(state.Signs));
        if (!isEnough) return !IsReached;
        IsReached = true;
        return true;
    }
}
