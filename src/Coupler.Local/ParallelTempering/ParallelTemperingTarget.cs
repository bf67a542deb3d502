using Coupler.Local.Solvers;
using Coupler.Local.Spins;
using Coupler.Problems;

namespace Coupler.Local.ParallelTempering;

/// <summary>Parallel tempering of problems of any size.</summary>
internal sealed class ParallelTemperingTarget() : SolverTarget<ParallelTemperingParameters>(
    "local.parallel-tempering",
    "Parallel tempering: replicas at many temperatures that change places.",
    ParallelTemperingJson.Default.ParallelTemperingParameters,
    new ParallelTemperingParametersValidator())
{
    protected override int? RunsOf(ParallelTemperingParameters parameters) =>
        parameters.RunsOf(parameters.Restarts, usual: 1);

    protected override Solver CreateSolver(Problem problem, SpinSystem system, ParallelTemperingParameters parameters) =>
        new Tempering(system, parameters);

    protected override int StatesOf(ParallelTemperingParameters parameters) => parameters.ReplicaCount;

    protected override string? FindWrong(ParallelTemperingParameters parameters)
    {
        if (parameters.AllBetas is not { } betas) return null;
        if (betas.Length < 2) return $"AllBetas has {betas.Length} numbers; two are the fewest.";
        if (parameters.Replicas is { } replicas && replicas != betas.Length)
        {
            return $"AllBetas has {betas.Length} numbers and Replicas is {replicas}; they must agree, or leave out one.";
        }

        for (var i = 0; i < betas.Length; i++)
        {
            if (!double.IsFinite(betas[i]) || betas[i] < (i == 0 ? 0 : betas[i - 1]))
            {
                return $"AllBetas has {betas[i]} at place {i}; they must be 0 or more and rise.";
            }
        }

        return null;
    }
}
