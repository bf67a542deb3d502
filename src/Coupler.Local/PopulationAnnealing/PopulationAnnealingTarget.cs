using Coupler.Local.Solvers;
using Coupler.Local.Spins;
using Coupler.Problems;

namespace Coupler.Local.PopulationAnnealing;

/// <summary>Population annealing of problems of any size.</summary>
internal sealed class PopulationAnnealingTarget() : SolverTarget<PopulationAnnealingParameters>(
    "local.population-annealing",
    "Population annealing: many members cool together, and better ones have copies.",
    PopulationAnnealingJson.Default.PopulationAnnealingParameters,
    new PopulationAnnealingParametersValidator())
{
    protected override int? RunsOf(PopulationAnnealingParameters parameters) =>
        parameters.RunsOf(parameters.Restarts, usual: 1);

    protected override Solver CreateSolver(Problem problem, SpinSystem system, PopulationAnnealingParameters parameters) =>
        new CoolingPopulation(system, parameters);

    protected override int StatesOf(PopulationAnnealingParameters parameters) => 2 * parameters.Population;

    protected override string? FindWrong(PopulationAnnealingParameters parameters) =>
        parameters.Alpha is > 1 and <= 1_000
            ? parameters.Beta?.FindWrong("Beta", isRising: true)
            : $"Alpha is {parameters.Alpha}; it must be more than 1 and at most 1000.";
}
