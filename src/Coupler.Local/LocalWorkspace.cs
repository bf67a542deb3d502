using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Diagnostics;
using Coupler.Circuits;
using Coupler.Local.Numerics;
using Coupler.Problems;
using Microsoft.Extensions.Options;

namespace Coupler.Local;

/// <summary>
/// This process as a place where jobs run. Its targets need no account and cost nothing. What it accepts lives as long as the
/// process: after a restart the same attempt is run again, with the same seed.
/// </summary>
public sealed class LocalWorkspace : Workspace
{
    private static readonly ImmutableArray<Target> Targets = [.. LocalTargets.All.Select(target => target.Target)];

    private readonly ConcurrentDictionary<Guid, LocalRun> runs = new();
    private readonly FrozenDictionary<string, LocalTarget> targets =
        LocalTargets.All.ToFrozenDictionary(target => target.Target.Id);
    private readonly LocalScheduler scheduler;
    private readonly TimeProvider time;

    /// <exception cref="OptionsValidationException">An option is out of its range.</exception>
    public LocalWorkspace(LocalWorkspaceOptions? options = null, TimeProvider? time = null)
    {
        options ??= new LocalWorkspaceOptions();
        var outcome = new LocalWorkspaceOptionsValidator().Validate(null, options);
        if (outcome.Failed)
        {
            throw new OptionsValidationException(nameof(LocalWorkspaceOptions), typeof(LocalWorkspaceOptions), outcome.Failures);
        }

        this.time = time ?? TimeProvider.System;
        scheduler = new LocalScheduler(options.Parallelism, new MemoryBudget(() => AvailableMemory.Bytes));
    }

    public override event Action<Guid>? Changed;

    public override string Name => "local";

    public override bool IsInProcess => true;

    public override ValueTask<ImmutableArray<Target>> GetTargetsAsync(CancellationToken cancellationToken) =>
        new(Targets);

    public override void Validate(Workload workload, Target target, JobOptions options)
    {
        ArgumentNullException.ThrowIfNull(workload);
        ArgumentNullException.ThrowIfNull(target);
        if (!target.Formats.Contains(workload.Format))
        {
            var able = Targets.Where(other => other.Formats.Contains(workload.Format)).Select(other => other.Id);
            throw new TargetRefusedException(
                target.Id,
                $"it does not take {NameOf(workload)}. Targets that do: {string.Join(", ", able.DefaultIfEmpty("none"))}.");
        }

        targets[target.Id].Validate(workload, options);
    }

    public override Payload Encode(Workload workload, Target target, JobOptions options)
    {
        ArgumentNullException.ThrowIfNull(workload);
        return workload.ToPayload();
    }

    public override ValueTask SubmitAsync(Submission submission, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(submission);
        var run = new LocalRun(submission, targets[submission.Target], time, RaiseChanged);
        if (runs.TryAdd(submission.Attempt, run)) scheduler.Enqueue(run);
        return ValueTask.CompletedTask;
    }

    public override ValueTask<ImmutableArray<AttemptReport>> ReadAsync(
        ImmutableArray<Guid> attempts, CancellationToken cancellationToken)
    {
        var reports = ImmutableArray.CreateBuilder<AttemptReport>(attempts.Length);
        foreach (var attempt in attempts)
        {
            if (runs.TryGetValue(attempt, out var run)) reports.Add(run.Report);
        }

        return new(reports.DrainToImmutable());
    }

    public override ValueTask<Payload> FetchAsync(Guid attempt, CancellationToken cancellationToken) =>
        runs.TryGetValue(attempt, out var run) && run.Result is { } result
            ? new(result)
            : throw new WorkspaceException(
                FailureClass.NeverAccepted, "AttemptMissing", $"Attempt {attempt} did not run in this process; it is run again.");

    public override JobResult Decode(Workload workload, Payload raw, JobOptions options, Provenance provenance)
    {
        ArgumentNullException.ThrowIfNull(raw);
        return raw.Format switch
        {
            CircuitResultFormat.Name => Decode(CircuitResultFormat.Read(raw), provenance),
            ProblemResultFormat.Name =>
                ProblemResultFormat.Read(raw).Recomputed((Problem)workload) with { Provenance = provenance },
            _ => throw new FormatException($"No local target answers in the format '{raw.Format}'."),
        };
    }

    public override ValueTask CancelAsync(Guid attempt, CancellationToken cancellationToken)
    {
        if (runs.TryGetValue(attempt, out var run)) run.Cancel();
        return ValueTask.CompletedTask;
    }

    public override ValueTask ReleaseAsync(Guid attempt, CancellationToken cancellationToken)
    {
        if (runs.TryRemove(attempt, out var run)) run.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>It keeps nothing beyond the run.</summary>
    public override ValueTask DeleteAsync(Guid attempt, CancellationToken cancellationToken) =>
        ReleaseAsync(attempt, cancellationToken);

    public override Task IdleAsync(CancellationToken cancellationToken) => scheduler.IdleAsync(cancellationToken);

    public override ValueTask DisposeAsync()
    {
        foreach (var run in runs.Values) run.Cancel();
        scheduler.Dispose();
        return base.DisposeAsync();
    }

    private static string NameOf(Workload workload) => workload switch
    {
        Circuit => "circuits",
        Qubo => "QUBO problems",
        Ising => "Ising problems",
        Pubo => "PUBO problems",
        _ => workload.Format,
    };

    /// <summary>The simulator that <c>local.auto</c> picked is what a seed's promise is about.</summary>
    private static CircuitResult Decode(CircuitResult result, Provenance provenance) => result with
    {
        Provenance = result.Provenance.Target is { Length: > 0 } target ? provenance with { Target = target } : provenance,
    };

    /// <summary>What a handler throws is no trouble of the run, nor of the other handlers.</summary>
    private void RaiseChanged(Guid attempt)
    {
        foreach (var handler in Delegate.EnumerateInvocationList(Changed))
        {
            try
            {
                handler(attempt);
            }
            catch (Exception exception)
            {
                Trace.TraceError($"A handler of {nameof(LocalWorkspace)}.{nameof(Changed)} failed: {exception}");
            }
        }
    }
}
