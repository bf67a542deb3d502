using Coupler.Local.Solvers;
using Coupler.Local.Spins;
using Coupler.Local.Tabu;
using Coupler.Problems;

namespace Coupler.Tests.Solvers;

/// <summary>What the runs of a job have to do with each other, whatever they do.</summary>
public sealed class SolverJobTests
{
    private static readonly Ising Chain = [(0, 1, 1.0), (1, 2, 1.0), (2, 3, -1.0)];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>The first run waits until the second has ended, if there is a thread for it.</summary>
    [Fact]
    public void The_best_that_is_told_is_a_number_and_never_becomes_worse()
    {
        var told = new List<JobProgress>();
        using var isSecondTold = new ManualResetEventSlim();
        var job = new SolverJob(Chain, new TabuParameters { Threads = 2 }, total: 8, seed: 1, Tell);

        job.Run(system => new Starts(system, number => number > 0 || isSecondTold.Wait(TimeSpan.FromSeconds(5), Token)), Token);

        Assert.All(told, progress => Assert.True(double.IsFinite(progress.Best!.Value)));
        Assert.Equal(told.Select(progress => progress.Best).OrderDescending(), told.Select(progress => progress.Best));
        Assert.Equal(told.Select(progress => progress.Done).Order(), told.Select(progress => progress.Done));
        Assert.Equal(8, told[^1].Done);

        void Tell(JobProgress progress)
        {
            lock (told)
            {
                told.Add(progress);
                if (told.Count > 1) isSecondTold.Set();
            }
        }
    }

    /// <summary>The time is over before it begins: the first run alone is made.</summary>
    [Fact]
    public void A_thread_without_a_run_makes_no_solver()
    {
        var made = 0;
        var job = new SolverJob(
            Chain, new TabuParameters { Threads = 2, TimeLimit = TimeSpan.Zero }, total: null, seed: 1, static _ => { });

        var result = job.Run(Make, Token);

        Assert.Equal((1, 1L), (made, result.Report!.Runs));

        Solver Make(SpinSystem system)
        {
            Interlocked.Increment(ref made);
            return new Starts(system, _ => true);
        }
    }

    /// <summary>Each run has the values it starts from, and those only.</summary>
    private sealed class Starts(SpinSystem system, Func<int, bool> wait) : Solver
    {
        public override void Run(SolverRun run)
        {
            wait(run.Number);
            run.Start(system.CreateState());
        }
    }
}
