using Coupler.Local.Solvers;
using Coupler.Local.Spins;
using Coupler.Problems;

namespace Coupler.Local.Optimiser;

/// <summary>Any problem: made smaller without losing its optimum, then searched by a portfolio on all processors.</summary>
internal sealed class OptimiserTarget() : SolverTarget<OptimiserParameters>(
    "local.optimiser",
    "Any problem: exact reduction, then a portfolio of annealing, tabu search and recombination.",
    OptimiserJson.Default.OptimiserParameters,
    new OptimiserParametersValidator(),
    aliases: "optimiser")
{
    protected override int? RunsOf(OptimiserParameters parameters) =>
        parameters.TimeLimit is null ? Optimisation.Searches : null;

    protected override Solver CreateSolver(Problem problem, SpinSystem system, OptimiserParameters parameters) =>
        new MemeticSearch(system, parameters);

    protected override ProblemResult Solve(
        Problem problem,
        OptimiserParameters parameters,
        long seed,
        Action<JobProgress> progress,
        CancellationToken cancellationToken) =>
        new Optimisation(problem, parameters, seed, progress).Run(cancellationToken);
}
