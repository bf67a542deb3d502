using System.Collections.Immutable;
using Coupler.Cost;

namespace Coupler.Testing;

/// <summary>
/// A place whose calls meet the faults of a <see cref="FaultScript"/>; apart from them it is the inner place. It never raises
/// <see cref="Workspace.Changed"/>, so that the clock alone decides when its client looks: two runs of a test see the same.
/// </summary>
public sealed class FaultyWorkspace : Workspace
{
    private readonly Workspace inner;
    private readonly FaultPlay play;
    private readonly FaultyQueue queue;
    private readonly TimeProvider time;
    private readonly Lock gate = new();
    private DateTimeOffset outageEnd;

    internal FaultyWorkspace(FaultScript script, Workspace inner, TimeProvider time)
    {
        this.inner = inner;
        this.time = time;
        play = new FaultPlay(script);
        queue = new FaultyQueue(script.Queue, time);
        outageEnd = script.Outage == Timeout.InfiniteTimeSpan
            ? DateTimeOffset.MaxValue
            : time.GetUtcNow() + (script.Outage ?? TimeSpan.Zero);
    }

    /// <summary>The faults that happened so far, in order.</summary>
    public ImmutableArray<PlayedFault> Played => play.Played;

    /// <summary>
    /// The attempts that the inner place has accepted, in order, an entry for each submission: an attempt that was submitted
    /// again stands here again.
    /// </summary>
    public ImmutableArray<Guid> Ledger => queue.Ledger;

    public override string Name => inner.Name;

    public override bool IsInProcess => inner.IsInProcess;

    private bool IsOut
    {
        get
        {
            lock (gate) return time.GetUtcNow() < outageEnd;
        }
    }

    /// <summary>Ends the wait of every attempt, and no later one waits: the next look sees how each stands.</summary>
    public void Release() => queue.Open();

    /// <summary>Ends the outage.</summary>
    public void Recover()
    {
        lock (gate) outageEnd = DateTimeOffset.MinValue;
    }

    public override async ValueTask<ImmutableArray<Target>> GetTargetsAsync(CancellationToken cancellationToken)
    {
        var targets = await inner.GetTargetsAsync(cancellationToken).ConfigureAwait(false);
        return IsOut ? [.. targets.Select(target => target with { Availability = TargetAvailability.Unavailable })] : targets;
    }

    public override void Validate(Workload workload, Target target, JobOptions options) =>
        inner.Validate(workload, target, options);

    public override CostEstimate Estimate(Workload workload, Target target, JobOptions options) =>
        inner.Estimate(workload, target, options);

    public override Payload Encode(Workload workload, Target target, JobOptions options) =>
        inner.Encode(workload, target, options);

    public override async ValueTask UploadAsync(Submission submission, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(submission);
        var fault = Begin(PlaceCall.Upload, submission.Attempt);
        await inner.UploadAsync(submission, cancellationToken).ConfigureAwait(false);
        End(PlaceCall.Upload, fault);
    }

    public override async ValueTask SubmitAsync(Submission submission, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(submission);
        if (IsOut)
        {
            throw new WorkspaceException(
                FailureClass.NeverAccepted, "TargetUnavailable", $"The target {submission.Target} is unavailable.")
            {
                IsTargetUnavailable = true,
            };
        }

        var fault = Begin(PlaceCall.Submit, submission.Attempt);
        for (var copies = fault.Effect == FaultEffect.Repeats ? 2 : 1; copies > 0; copies--)
        {
            await inner.SubmitAsync(submission, cancellationToken).ConfigureAwait(false);
            queue.Accept(submission.Attempt);
        }

        End(PlaceCall.Submit, fault);
    }

    public override async ValueTask<ImmutableArray<AttemptReport>> ReadAsync(
        ImmutableArray<Guid> attempts, CancellationToken cancellationToken)
    {
        var fault = attempts.IsEmpty ? Fault.None : Begin(PlaceCall.Read, attempts[0]);
        var reports = await inner.ReadAsync(attempts, cancellationToken).ConfigureAwait(false);
        End(PlaceCall.Read, fault);
        return [.. reports.Select(queue.Seen)];
    }

    public override async ValueTask<Payload> FetchAsync(Guid attempt, CancellationToken cancellationToken)
    {
        var fault = Begin(PlaceCall.Fetch, attempt);
        var raw = await inner.FetchAsync(attempt, cancellationToken).ConfigureAwait(false);
        End(PlaceCall.Fetch, fault);
        return fault.Effect switch
        {
            FaultEffect.Truncates => new Payload(raw.Format, raw.Content[..(raw.Content.Length / 2)]),
            FaultEffect.Corrupts => new Payload(raw.Format, Array.ConvertAll(raw.Content.ToArray(), value => (byte)~value)),
            _ => raw,
        };
    }

    public override JobResult Decode(Workload workload, Payload raw, JobOptions options, Provenance provenance) =>
        inner.Decode(workload, raw, options, provenance);

    public override async ValueTask CancelAsync(Guid attempt, CancellationToken cancellationToken)
    {
        if (queue.IsThrough(attempt)) return;
        var fault = Begin(PlaceCall.Cancel, attempt);
        if (fault.Effect == FaultEffect.Skips)
        {
            queue.PassThrough(attempt);
            return;
        }

        queue.Cancel(attempt);
        await inner.CancelAsync(attempt, cancellationToken).ConfigureAwait(false);
        End(PlaceCall.Cancel, fault);
    }

    public override ValueTask ReleaseAsync(Guid attempt, CancellationToken cancellationToken) =>
        inner.ReleaseAsync(attempt, cancellationToken);

    public override ValueTask DeleteAsync(Guid attempt, CancellationToken cancellationToken) =>
        inner.DeleteAsync(attempt, cancellationToken);

    public override Task IdleAsync(CancellationToken cancellationToken) => inner.IdleAsync(cancellationToken);

    public override async ValueTask DisposeAsync()
    {
        await inner.DisposeAsync().ConfigureAwait(false);
        await base.DisposeAsync().ConfigureAwait(false);
    }

    private Fault Begin(PlaceCall call, Guid attempt)
    {
        var fault = play.Next(call, attempt);
        return fault.Effect == FaultEffect.ThrowsBefore ? throw fault.ToException(call) : fault;
    }

    private static void End(PlaceCall call, Fault fault)
    {
        if (fault.Effect == FaultEffect.ThrowsAfter) throw fault.ToException(call);
    }
}
