using Coupler.Local.Solvers;
using Coupler.Problems;

namespace Coupler.Local.Optimiser;

/// <summary>Any problem: made smaller without losing its optimum, then searched by a portfolio on all processors.</summary>
internal sealed class OptimiserTarget() : ProblemTarget<OptimiserParameters>(
    "local.optimiser",
    "Any problem: exact reduction, then a portfolio of annealing, tabu search and recombination.",
    OptimiserJson.Default.OptimiserParameters,
    new OptimiserParametersValidator(),
    aliases: "optimiser")
{
    protected override int ThreadsOf(OptimiserParameters parameters) =>
        Math.Min(base.ThreadsOf(parameters), parameters.TimeLimit is null ? Optimisation.Searches : int.MaxValue);

    protected override ProblemResult Solve(
        Problem problem,
        OptimiserParameters parameters,
        long seed,
        Action<JobProgress> progress,
        CancellationToken cancellationToken) =>
        new Optimisation(problem, parameters, seed, progress).Run(cancellationToken);
}
