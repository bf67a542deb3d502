using Coupler.Local.Solvers;
using Coupler.Local.Spins;
using Coupler.Problems;

namespace Coupler.Local.QuantumMonteCarlo;

/// <summary>Simulated quantum annealing of problems of any size.</summary>
internal sealed class QuantumMonteCarloTarget() : SolverTarget<QuantumMonteCarloParameters>(
    "local.quantum-monte-carlo",
    "Simulated quantum annealing by path-integral Monte Carlo.",
    QuantumMonteCarloJson.Default.QuantumMonteCarloParameters,
    new QuantumMonteCarloParametersValidator())
{
    protected override int? RunsOf(QuantumMonteCarloParameters parameters) =>
        parameters.RunsOf(parameters.Restarts, usual: 1);

    protected override Solver CreateSolver(Problem problem, SpinSystem system, QuantumMonteCarloParameters parameters) =>
        new PathIntegral(system, parameters);

    protected override int StatesOf(QuantumMonteCarloParameters parameters) => parameters.TrotterNumber;

    protected override string? FindWrong(QuantumMonteCarloParameters parameters) => parameters switch
    {
        { BetaStart: { } start } when !(start > 0 && double.IsFinite(start)) => $"BetaStart is {start}; it must be more than 0.",
        { BetaStop: { } stop } when !(stop >= (parameters.BetaStart ?? double.Epsilon) && double.IsFinite(stop)) =>
            $"BetaStop is {stop}; it must be more than 0 and at least BetaStart.",
        { TransverseFieldStart: { } start } when !(start > 0 && double.IsFinite(start)) =>
            $"TransverseFieldStart is {start}; it must be more than 0.",
        { TransverseFieldStop: var stop } when !(stop >= 0 && stop <= (parameters.TransverseFieldStart ?? double.MaxValue)) =>
            $"TransverseFieldStop is {stop}; it must be 0 or more and at most TransverseFieldStart.",
        _ => null,
    };
}
