using System.Text.Json.Serialization.Metadata;
using Coupler.Local.Spins;
using Coupler.Problems;
using Microsoft.Extensions.Options;

namespace Coupler.Local.Solvers;

/// <summary>A target that solves problems by runs of one algorithm.</summary>
/// <param name="id">Starts with <c>local.</c>.</param>
/// <param name="json">How a store keeps its parameters.</param>
/// <param name="ranges">Checks the ranges that stand on its parameters.</param>
internal abstract class SolverTarget<TParameters>(
    string id, string description, JsonTypeInfo<TParameters> json, IValidateOptions<TParameters> ranges)
    : ProblemTarget<TParameters>(id, description, json, ranges)
    where TParameters : SolverParameters, new()
{
    /// <summary>How many runs a job has; null for as many as there is time for.</summary>
    protected abstract int? RunsOf(TParameters parameters);

    /// <summary>The algorithm, for one thread.</summary>
    protected abstract Solver CreateSolver(Problem problem, SpinSystem system, TParameters parameters);

    protected sealed override int ThreadsOf(TParameters parameters) =>
        Math.Min(base.ThreadsOf(parameters), RunsOf(parameters) ?? int.MaxValue);

    protected sealed override ProblemResult Solve(
        Problem problem, TParameters parameters, long seed, Action<JobProgress> progress, CancellationToken cancellationToken) =>
        new SolverJob(problem, parameters, RunsOf(parameters), seed, progress)
            .Run(system => CreateSolver(problem, system, parameters), cancellationToken);
}
