using Coupler.Local.Solvers;
using Coupler.Local.Spins;
using Coupler.Problems;

namespace Coupler.Local.PathRelinking;

/// <summary>Path relinking of problems of any size.</summary>
internal sealed class PathRelinkingTarget() : SolverTarget<PathRelinkingParameters>(
    "local.path-relinking",
    "Path relinking: good solutions are joined by paths, on which better ones lie.",
    PathRelinkingJson.Default.PathRelinkingParameters,
    new PathRelinkingParametersValidator())
{
    protected override int? RunsOf(PathRelinkingParameters parameters) =>
        parameters.RunsOf(parameters.Restarts, usual: 1);

    protected override Solver CreateSolver(Problem problem, SpinSystem system, PathRelinkingParameters parameters) =>
        new Relinking(system, parameters);

    protected override int StatesOf(PathRelinkingParameters parameters) => parameters.RefSetCount + 2;

    protected override string? FindWrong(PathRelinkingParameters parameters) =>
        parameters.DistanceScale is >= 0 and <= 0.5 ? null : $"DistanceScale is {parameters.DistanceScale}; it must be 0 to 0.5.";
}
