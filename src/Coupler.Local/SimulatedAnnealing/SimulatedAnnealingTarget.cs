using Coupler.Local.Solvers;
using Coupler.Local.Spins;
using Coupler.Problems;

namespace Coupler.Local.SimulatedAnnealing;

/// <summary>Simulated annealing of problems of any size.</summary>
internal sealed class SimulatedAnnealingTarget() : SolverTarget<SimulatedAnnealingParameters>(
    "local.simulated-annealing",
    "Simulated annealing of problems of any size.",
    SimulatedAnnealingJson.Default.SimulatedAnnealingParameters,
    new SimulatedAnnealingParametersValidator())
{
    protected override int? RunsOf(SimulatedAnnealingParameters parameters) => parameters.Runs;

    protected override Solver CreateSolver(Problem problem, SpinSystem system, SimulatedAnnealingParameters parameters) =>
        new Annealing(system, parameters);

    protected override string? FindWrong(SimulatedAnnealingParameters parameters) => parameters switch
    {
        { BetaStart: { } start } when !(start >= 0 && double.IsFinite(start)) => $"BetaStart is {start}; it must be 0 or more.",
        { BetaStop: { } stop } when !(stop >= (parameters.BetaStart ?? 0) && double.IsFinite(stop)) =>
            $"BetaStop is {stop}; it must be at least BetaStart, and not less than 0.",
        _ => null,
    };
}
