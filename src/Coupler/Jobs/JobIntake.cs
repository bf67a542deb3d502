using System.Collections.Immutable;
using System.Diagnostics;
using System.Security.Cryptography;
using Coupler.Cost;
using Coupler.Diagnostics;

namespace Coupler.Jobs;

/// <summary>Checks what is submitted, writes it down in one transaction and has it begun.</summary>
internal sealed class JobIntake(
    JobStore store, JobScheduler scheduler, WorkspaceDirectory workspaces, CostCaps caps, JobTelemetry telemetry,
    TimeProvider time)
{
    /// <summary>Seeds are drawn below 2⁵³, so that they survive a trip through JSON in any language.</summary>
    private const long SeedMask = (1L << 53) - 1;

    /// <summary>All or none. A job that is there, under the same key of the same owner, takes the place of a new one.</summary>
    public async ValueTask<ImmutableArray<(Guid Job, bool IsNew)>> CreateAsync(
        ImmutableArray<JobRequest> requests, CancellationToken cancellationToken)
    {
        foreach (var request in requests) JobOptionsValidator.Check(request.Options);
        var submit = telemetry.StartSubmit();
        try
        {
            return await CreateAsync(requests, submit, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (submit is not null)
        {
            JobSpans.Fail(submit, exception);
            throw;
        }
        finally
        {
            telemetry.EndSubmit(submit);
        }
    }

    private async ValueTask<ImmutableArray<(Guid Job, bool IsNew)>> CreateAsync(
        ImmutableArray<JobRequest> requests, Activity? submit, CancellationToken cancellationToken)
    {
        await scheduler.EnterAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var jobs = ImmutableArray.CreateBuilder<NewJob>(requests.Length);
            foreach (var request in requests) jobs.Add(await NewJobAsync(request, cancellationToken).ConfigureAwait(false));
            var commit = telemetry.StartCommit();
            var stored = await store.CreateAsync(jobs.ToImmutable(), cancellationToken).ConfigureAwait(false);
            telemetry.EndCommit(commit, "create");
            var only = requests.Length == 1 ? submit : null;
            return [.. jobs.Zip(stored, (asked, job) => Begin(asked, job, only))];
        }
        finally
        {
            scheduler.Leave();
        }
    }

    private (Guid Job, bool IsNew) Begin(NewJob asked, JobRecord stored, Activity? submit)
    {
        var isNew = stored.Id == asked.Record.Id;
        telemetry.Submitted(submit, stored, isNew);
        if (isNew) scheduler.Begin(stored with { Input = asked.Contents[^1].Payload });
        return (stored.Id, isNew);
    }

    private async ValueTask<NewJob> NewJobAsync(JobRequest request, CancellationToken cancellationToken)
    {
        var (workload, options) = (request.Workload, request.Options);
        var (workspace, target) = await workspaces.FindAsync(options.Target ?? workload.DefaultTarget, cancellationToken)
            .ConfigureAwait(false);
        var fallbacks = await FindFallbacksAsync(workload, options, cancellationToken).ConfigureAwait(false);
        options = options with
        {
            Target = target.Id,
            Fallbacks = fallbacks.IsEmpty ? [] : [.. fallbacks.Select(found => found.Fallback)],
            Name = options.Name ?? workload.GetType().Name,
            Seed = options.Seed ?? (BitConverter.ToInt64(RandomNumberGenerator.GetBytes(sizeof(long))) & SeedMask),
        };
        workspace.Validate(workload, target, options);

        var now = time.GetUtcNow();
        var candidate = new CostCandidate(workspace, workload, target, options);
        var (bounds, reservations) = caps.Weigh([candidate, .. fallbacks.Select(found => found.Candidate)], options, now);
        var job = new JobRecord
        {
            Id = Guid.CreateVersion7(now),
            Workspace = workspace.Name,
            FallbackWorkspaces = fallbacks.IsEmpty ? [] : [.. fallbacks.Select(found => found.Candidate.Workspace.Name)],
            WorkloadFormat = workload.Format,
            Step = request.Step?.Name,
            StepVersion = request.Step?.Version,
            TraceParent = JobSpans.TraceParent,
            Options = options,
            Bounds = bounds,
            Created = now,
            Updated = now,
            Due = now,
            Claim = scheduler.Claim,
        };
        var contents = request.Contents.Add(new JobContent(JobStore.InputName, workload.ToPayload()));
        return new NewJob(job, contents) { Reservations = reservations };
    }

    /// <summary>The fallbacks with their targets' ids, and how the job would run there. Each is checked.</summary>
    private async ValueTask<ImmutableArray<(Fallback Fallback, CostCandidate Candidate)>> FindFallbacksAsync(
        Workload workload, JobOptions options, CancellationToken cancellationToken)
    {
        if (options.Fallbacks.IsDefaultOrEmpty) return [];
        var found = ImmutableArray.CreateBuilder<(Fallback, CostCandidate)>(options.Fallbacks.Length);
        foreach (var fallback in options.Fallbacks)
        {
            if ((fallback.When & FallbackConditions.Any) == FallbackConditions.None)
            {
                throw new ArgumentException($"The fallback '{fallback.Target}' has no condition.", nameof(options));
            }

            var (workspace, target) = await workspaces.FindAsync(fallback.Target, cancellationToken).ConfigureAwait(false);
            var resolved = fallback with { Target = target.Id };
            var there = new CostCandidate(workspace, workload, target, options.At(resolved));
            workspace.Validate(workload, target, there.Options);
            found.Add((resolved, there));
        }

        return found.ToImmutable();
    }
}
