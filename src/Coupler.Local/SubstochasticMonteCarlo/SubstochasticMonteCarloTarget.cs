using Coupler.Local.Solvers;
using Coupler.Local.Spins;
using Coupler.Problems;

namespace Coupler.Local.SubstochasticMonteCarlo;

/// <summary>Substochastic Monte Carlo on problems of any size.</summary>
internal sealed class SubstochasticMonteCarloTarget() : SolverTarget<SubstochasticMonteCarloParameters>(
    "local.substochastic-monte-carlo",
    "Substochastic Monte Carlo: walkers that diffuse, multiply where it is cheap and end where it is dear.",
    SubstochasticMonteCarloJson.Default.SubstochasticMonteCarloParameters,
    new SubstochasticMonteCarloParametersValidator())
{
    protected override int? RunsOf(SubstochasticMonteCarloParameters parameters) =>
        parameters.RunsOf(parameters.Restarts, usual: 1);

    protected override Solver CreateSolver(Problem problem, SpinSystem system, SubstochasticMonteCarloParameters parameters) =>
        new WalkingPopulation(system, parameters);

    protected override int StatesOf(SubstochasticMonteCarloParameters parameters) => 2 * parameters.TargetPopulation;

    protected override string? FindWrong(SubstochasticMonteCarloParameters parameters) =>
        parameters.Alpha is { Initial: > 1 }
            ? $"Alpha starts at {parameters.Alpha.Initial}; a chance is at most 1."
            : parameters.Alpha?.FindWrong("Alpha", isRising: false) ?? parameters.Beta?.FindWrong("Beta", isRising: true);
}
