using Coupler.Problems;

namespace Coupler.Local.SimulatedAnnealing;

/// <summary>Simulated annealing of problems of terms of at most two variables.</summary>
internal sealed class SimulatedAnnealingTarget : LocalTarget
{
    public const string Id = "local.simulated-annealing";

    public override Target Target { get; } = new()
    {
        Id = Id,
        Provider = "local",
        Kind = TargetKind.Solver,
        Description = "Simulated annealing of QUBO and Ising problems of any size.",
        Formats = [QuboFormat.Name, IsingFormat.Name],
    };

    public override void Validate(Workload workload, JobOptions options)
    {
        SimulatedAnnealingParameters.Of(options.Parameters);
        var sum = 0.0;
        foreach (var term in ((Problem)workload).Products())
        {
            sum += Math.Abs(term.Weight);
            if (term.Degree > 2)
            {
                throw new TargetRefusedException(Id, $"it takes terms of at most two variables, and {term} has {term.Degree}.");
            }
        }

        if (!double.IsFinite(sum)) throw new TargetRefusedException(Id, "the weights sum up to more than a number can hold.");
    }

    public override PreparedRun Prepare(Workload workload, JobOptions options, CancellationToken cancellationToken)
    {
        var problem = (Problem)workload;
        var parameters = SimulatedAnnealingParameters.Of(options.Parameters);
        return new(MemoryOf(problem), (progress, token) =>
        {
            var runs = new AnnealingRuns(problem, parameters, options.Seed ?? 0, progress);
            return ProblemResultFormat.Write(new ProblemResult { Solutions = runs.Run(token) });
        });
    }

    /// <summary>Each coupling stands in two rows, in 12 and in 8 bytes; each spin in a few numbers for each thread.</summary>
    private static long MemoryOf(Problem problem) =>
        (2L * problem.Terms.Length * (8 + 12)) + (32L * problem.VariableCount * Environment.ProcessorCount);
}
