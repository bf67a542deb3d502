using System.Diagnostics;
using Coupler.Circuits;
using Coupler.Problems;

namespace Coupler.Cli;

/// <summary>A file that was read, and how it is to be run.</summary>
/// <param name="Path">As it was named.</param>
internal sealed record WorkloadFile(string Path, Workload Workload, JobOptions Options)
{
    /// <summary>What a file of a problem says beside it; null of a circuit.</summary>
    public ProblemFile? Source { get; init; }

    /// <summary>How costs are told.</summary>
    public Objective Objective => Objective.Of(Workload, Source);

    public async Task<Job> SubmitAsync(QuantumClient client, CancellationToken cancellationToken) => Workload switch
    {
        Circuit circuit => await client.SubmitAsync(circuit, Options, cancellationToken),
        Problem problem => await client.SubmitAsync(problem, Options, cancellationToken),
        _ => throw new UnreachableException($"No file has a {Workload.GetType().Name}."),
    };
}
