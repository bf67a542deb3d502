using Coupler.Local.Solvers;
using Coupler.Local.Spins;
using Coupler.Problems;

namespace Coupler.Local.SimulatedBifurcation;

/// <summary>Simulated bifurcation of problems of couplings.</summary>
internal sealed class SimulatedBifurcationTarget() : ProblemTarget<SimulatedBifurcationParameters>(
    Id,
    "Simulated bifurcation, discrete and ballistic, of terms of at most two variables.",
    SimulatedBifurcationJson.Default.SimulatedBifurcationParameters,
    new SimulatedBifurcationParametersValidator())
{
    private const string Id = "local.simulated-bifurcation";

    /// <summary>Positions move under couplings, whatever spins are made of.</summary>
    protected override SpinMemory MemoryOf(Problem problem) => SpinSystem.MemoryOf(problem, isMultipliedOut: true);

    protected override int ThreadsOf(SimulatedBifurcationParameters parameters) =>
        Math.Min(base.ThreadsOf(parameters), parameters.Runs ?? int.MaxValue);

    /// <summary>All threads use the couplings of which the spins are made.</summary>
    protected override ProblemResult Solve(
        Problem problem,
        SimulatedBifurcationParameters parameters,
        long seed,
        Action<JobProgress> progress,
        CancellationToken cancellationToken)
    {
        CouplingGraph graph = null!;
        return new SolverJob(problem, parameters, parameters.Runs, seed, progress).Run(
            system => new Bifurcation(graph, system, parameters), cancellationToken, () => graph = CouplingGraph.Of(problem));
    }

    protected override string? FindWrong(SimulatedBifurcationParameters parameters) => parameters switch
    {
        { Dt: { } dt } when !(dt > 0 && dt <= 1) => $"Dt is {dt}; it must be more than 0 and at most 1.",
        { C: var c } when !(c >= 0 && double.IsFinite(c)) => $"C is {c}; it must be 0 or more.",
        { Algorithm: not (BifurcationAlgorithm.Discrete or BifurcationAlgorithm.Ballistic) } =>
            $"Algorithm is {parameters.Algorithm}; it must be discrete or ballistic.",
        _ => null,
    };

    protected override void Check(SimulatedBifurcationParameters parameters, Problem problem)
    {
        base.Check(parameters, problem);
        var large = problem.Terms.FirstOrDefault(term => term.Degree > 2);
        if (large.Degree == 0) return;
        throw new TargetRefusedException(Id, $"it takes terms of at most two variables, and {large} has {large.Degree}.");
    }
}
