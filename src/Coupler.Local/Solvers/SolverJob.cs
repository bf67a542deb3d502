using System.Collections.Immutable;
using Coupler.Circuits;
using Coupler.Local.Numerics;
using Coupler.Local.Spins;
using Coupler.Problems;

namespace Coupler.Local.Solvers;

/// <summary>
/// The runs of one job, over threads. A run is the same whoever makes it, and runs count in their order, whoever was faster.
/// </summary>
/// <param name="total">How many runs there are; null for as many as there is time for.</param>
/// <param name="isEnough">Whether values are good enough, if that is not what their cost says. Thread-safe.</param>
internal sealed class SolverJob(
    Problem problem,
    SolverParameters parameters,
    int? total,
    long seed,
    Action<JobProgress> progress,
    Func<BitString, bool>? isEnough = null)
{
    /// <summary>Energies of floating point are off by less than this part of what they are made of.</summary>
    private const double Rounding = 1e-9;

    private readonly SolutionPool pool = new(parameters.Solutions);

    /// <summary>Runs that have ended before an earlier one has.</summary>
    private readonly Dictionary<int, SolverRun> early = [];

    private readonly Lock gate = new();
    private readonly List<(long Proposed, long Made)> swaps = [];
    private ImmutableArray<int> populations = [];
    private SpinSystem system = null!;
    private Incumbent incumbent = null!;
    private CostTarget? target;
    private int next;
    private int done;
    private long proposals;
    private long flips;
    private bool isReached;

    /// <summary>Ends at the time limit and when it is cancelled, with the best so far.</summary>
    /// <param name="solver">The algorithm, for one thread.</param>
    /// <param name="couplings">
    /// Gives the couplings of the problem where they are known, or needed for something else; called once, within the time limit.
    /// </param>
    public ProblemResult Run(
        Func<SpinSystem, Solver> solver, CancellationToken cancellationToken, Func<CouplingGraph>? couplings = null)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        if (parameters.TimeLimit > TimeSpan.Zero) limit.CancelAfter(parameters.TimeLimit.Value);
        else if (parameters.TimeLimit is not null) limit.Cancel();
        var began = TimeProvider.System.GetTimestamp();
        system = SpinSystem.Of(problem, couplings?.Invoke());
        var offset = OffsetOf();
        incumbent = new Incumbent(offset, Tell, began);
        target = TargetOf(offset);
        var threads = Math.Min(Math.Min(parameters.Threads ?? int.MaxValue, Environment.ProcessorCount), total ?? int.MaxValue);
        if (threads == 1) RunOnThread(solver, limit.Token);
        else WorkerPool.Shared.Run(threads, 1, threads, (_, _) => RunOnThread(solver, limit.Token), default);
        return Result();
    }

    private void RunOnThread(Func<SpinSystem, Solver> create, CancellationToken limit)
    {
        Solver? solver = null;
        while (true)
        {
            // However short the time is, there is an answer: the first run gives at least its first values.
            var number = Interlocked.Increment(ref next) - 1;
            if (number >= (total ?? int.MaxValue) || incumbent.IsReachedBefore(number)) return;
            if (limit.IsCancellationRequested && number > 0) return;
            var run = new SolverRun(system, parameters, incumbent, target, seed, number, limit);
            (solver ??= create(system)).Run(run);
            Add(run);
        }
    }

    private void Add(SolverRun ended)
    {
        lock (gate)
        {
            early.Add(ended.Number, ended);
            while (!isReached && early.Remove(done, out var first))
            {
                done++;
                Count(first);
            }
        }

        incumbent.Tell();
    }

    private void Count(SolverRun run)
    {
        foreach (var values in run.Found()) pool.Add(values, problem.Cost(values));
        proposals += run.Proposals;
        flips += run.Flips;
        if (run.Number == 0) populations = [.. run.Populations.Kept];
        for (var i = 0; i < run.Swaps.Length; i++)
        {
            if (i == swaps.Count) swaps.Add(default);
            swaps[i] = (swaps[i].Proposed + run.Swaps[i].Proposed, swaps[i].Made + run.Swaps[i].Made);
        }

        if (!run.IsReached) return;
        isReached = true;
        incumbent.Reach(run.Number);
    }

    private ProblemResult Result()
    {
        var solutions = pool.ToSolutions();
        return new ProblemResult
        {
            Solutions = solutions,
            Report = new SolverReport
            {
                Duration = incumbent.Elapsed,
                Runs = done,
                Proposals = proposals,
                Flips = flips,
                Trace = incumbent.Trace(solutions[0].Cost),
                SwapRates = [.. swaps.Select(pair => pair.Proposed == 0 ? 0 : (double)pair.Made / pair.Proposed)],
                Populations = populations,
            },
        };
    }

    private void Tell(double? best) => progress(new JobProgress(Volatile.Read(ref done), total, "runs", best));

    private CostTarget? TargetOf(double offset)
    {
        if (parameters.TargetCost is not { } cost || double.IsNegativeInfinity(cost)) return null;
        var size = Math.Abs(cost) + Math.Abs(offset) + (system.Count * system.Scale.UsualField);
        var slack = system.Rounding + (Rounding * size);
        return new CostTarget(cost - offset + slack, isEnough ?? (values => problem.Cost(values) <= cost));
    }

    /// <summary>The cost of some values, less their energy.</summary>
    private double OffsetOf()
    {
        var state = system.CreateState();
        var signs = new int[system.PaddedCount];
        state.Set(signs);
        return problem.Cost(system.ToBits(signs)) - state.Energy;
    }
}
