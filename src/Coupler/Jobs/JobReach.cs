using System.Collections.Immutable;

namespace Coupler.Jobs;

/// <summary>What a process has for jobs: it takes those that it can carry to their end, and leaves the others alone.</summary>
/// <param name="Workspaces">The names of its workspaces.</param>
/// <param name="Steps">The names of its steps.</param>
public sealed record JobReach(ImmutableArray<string> Workspaces, ImmutableArray<string> Steps)
{
    /// <summary>Whether the process has the job's step, if it is done for one, and every workspace where it may go.</summary>
    public bool Covers(JobRecord job)
    {
        ArgumentNullException.ThrowIfNull(job);
        return Workspaces.Contains(job.Workspace)
            && job.FallbackWorkspaces.All(Workspaces.Contains)
            && (job.Step is null || Steps.Contains(job.Step));
    }
}
