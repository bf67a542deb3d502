using System.Collections.Immutable;
using Coupler.Circuits;
using Coupler.Problems;

namespace Coupler.Local.Exhaustive;

/// <summary>Looks at every assignment, so what it finds is optimal and proven so. Takes 2ⁿ steps for n variables.</summary>
internal sealed class ExhaustiveTarget : LocalTarget
{
    private const int MaxVariables = 30;

    public override Target Target { get; } = new()
    {
        Id = "local.exhaustive",
        Provider = "local",
        Kind = TargetKind.Solver,
        Description = "Exact: tries every assignment of up to 30 variables.",
        Aliases = ["optimiser"],
        Formats = [QuboFormat.Name],
        MaxQubits = MaxVariables,
    };

    public override void Validate(Workload workload, JobOptions options)
    {
        var variables = ((Qubo)workload).VariableCount;
        if (variables > MaxVariables)
        {
            throw new TargetRefusedException(
                Target.Id,
                $"it takes up to {MaxVariables} variables and this problem has {variables}: that would be 2^{variables} steps.");
        }
    }

    public override PreparedRun Prepare(Workload workload, JobOptions options, CancellationToken cancellationToken)
    {
        var problem = (Qubo)workload;
        return new(MemoryBytes: 0, (progress, token) => Search(problem, progress, token));
    }

    private static Payload Search(Qubo problem, Action<JobProgress> progress, CancellationToken cancellationToken)
    {
        var best = new GrayCodeSearch(problem).Run(progress, cancellationToken);
        ImmutableArray<Solution> solutions =
            [.. best.Select(values => new BitString(values, problem.VariableCount))
                .Select(bits => new Solution(bits, problem.Cost(bits)))];
        return ProblemResultFormat.Write(new ProblemResult { Solutions = solutions, IsOptimal = true });
    }
}
