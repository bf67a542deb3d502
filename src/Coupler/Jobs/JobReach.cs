using System.Collections.Immutable;

namespace Coupler.Jobs;

/// <summary>What a process has for jobs: it takes those that it can carry to their end, and leaves the others alone.</summary>
/// <param name="Workspaces">The names of its workspaces.</param>
/// <param name="Steps">Its steps, each with the latest version of its input that it reads.</param>
public sealed record JobReach(ImmutableArray<string> Workspaces, ImmutableArray<(string Name, int Version)> Steps)
{
    /// <summary>
    /// Whether the process has the job's step, if it is done for one, in a version that reads its input, and every workspace
    /// where the job may go.
    /// </summary>
    public bool Covers(JobRecord job)
    {
        ArgumentNullException.ThrowIfNull(job);
        return Workspaces.Contains(job.Workspace)
            && job.FallbackWorkspaces.All(Workspaces.Contains)
            && (job.Step is null || Steps.Any(step => step.Name == job.Step && step.Version >= (job.StepVersion ?? 0)));
    }
}
