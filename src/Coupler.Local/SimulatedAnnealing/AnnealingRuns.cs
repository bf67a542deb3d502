using System.Collections.Immutable;
using Coupler.Circuits;
using Coupler.Local.Numerics;
using Coupler.Local.Spins;
using Coupler.Problems;

namespace Coupler.Local.SimulatedAnnealing;

/// <summary>The runs of one job, over threads. Run i is the same whoever makes it.</summary>
internal sealed class AnnealingRuns(
    Problem problem, SimulatedAnnealingParameters parameters, long seed, Action<JobProgress> progress)
{
    private readonly SolutionPool pool = new(parameters.Solutions);

    /// <summary>Runs that have ended before an earlier one has: they count in their order, whoever was faster.</summary>
    private readonly Dictionary<int, BitString> early = [];

    private readonly Lock gate = new();
    private readonly int? total =
        parameters is { TimeLimit: not null, Restarts: null } ? null : parameters.RestartsAtMost;

    private SpinModel model = null!;
    private AnnealingSchedule schedule;
    private int next;
    private int done;

    /// <summary>A run has reached the target cost: later ones do not count.</summary>
    private volatile bool isReached;

    /// <exception cref="OperationCanceledException">The job was cancelled.</exception>
    public ImmutableArray<Solution> Run(CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        if (parameters.TimeLimit is { } time) limit.CancelAfter(time);
        Prepare();
        var threads = Math.Min(parameters.Threads ?? int.MaxValue, Environment.ProcessorCount);
        var loop = new ParallelLoop(threads, cancellationToken);
        var cost = Math.Max(1L, (long)parameters.Sweeps * model.Count);
        loop.Run(threads, cost, (_, _) => RunOnThread(limit.Token));
        cancellationToken.ThrowIfCancellationRequested();
        return pool.ToSolutions();
    }

    private void Prepare()
    {
        var graph = CouplingGraph.Of(problem);
        model = new SpinModel(graph);
        schedule = AnnealingSchedule.Of(graph);
        var start = parameters.BetaStart ?? Math.Min(schedule.Start, parameters.BetaStop ?? double.PositiveInfinity);
        schedule = new(start, Math.Max(start, parameters.BetaStop ?? schedule.Stop));
    }

    private void RunOnThread(CancellationToken limit)
    {
        var annealing = new Annealing(model);
        while (true)
        {
            // However short the time is, there is an answer: the first run gives at least its first values.
            var number = Interlocked.Increment(ref next) - 1;
            if (number >= parameters.RestartsAtMost || isReached) return;
            if (limit.IsCancellationRequested && number > 0) return;
            annealing.Run(seed, number, parameters.Sweeps, schedule, limit);
            Add(annealing.Bits, number);
        }
    }

    private void Add(BitString values, int number)
    {
        lock (gate)
        {
            early.Add(number, values);
            while (!isReached && early.Remove(done, out var first))
            {
                var cost = problem.Cost(first);
                pool.Add(first, cost);
                isReached = cost <= parameters.TargetCost;
                progress(new JobProgress(++done, total, "runs", pool.Best));
            }
        }
    }
}
