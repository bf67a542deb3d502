namespace Coupler.Local.Solvers;

/// <summary>An algorithm at work, with the memory it needs: one for each thread, used for one run after the other.</summary>
internal abstract class Solver
{
    /// <summary>Makes one run, from values of its own; what it does depends on the seed and number of the run alone.</summary>
    public abstract void Run(SolverRun run);
}
