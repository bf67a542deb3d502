using System.Collections.Immutable;
using Coupler.Cost;

namespace Coupler.Jobs;

/// <summary>
/// A job as it is written down: everything that <see cref="JobMachine"/> needs to go on with it in another process. Small;
/// input, encoded payloads and raw results are kept beside it, each written once.
/// </summary>
public sealed record JobRecord
{
    /// <summary>The version of this layout that is written now. Every later version reads every earlier one.</summary>
    public const int CurrentFormat = 1;

    public int FormatVersion { get; init; } = CurrentFormat;

    public required Guid Id { get; init; }

    /// <summary>Counts the writes; the store sets it. Who replaces a record says which version he saw.</summary>
    public long Version { get; init; }

    /// <summary>The name of the workspace where the job is at present.</summary>
    public required string Workspace { get; init; }

    /// <summary>The names of the fallbacks' workspaces, in the order of <see cref="JobOptions.Fallbacks"/>.</summary>
    public ImmutableArray<string> FallbackWorkspaces { get; init; } = [];

    /// <summary>0 while the job is at the target that was asked for; N when it has gone on at the N-th fallback.</summary>
    public int Fallback { get; init; }

    /// <summary>The format of the stored input.</summary>
    public required string WorkloadFormat { get; init; }

    /// <summary>The name of the application's step that the job is done for; null if it is done for none.</summary>
    public string? Step { get; init; }

    /// <summary>The version of the step's input; null without a step, and where an earlier Coupler wrote the job.</summary>
    public int? StepVersion { get; init; }

    /// <summary>How the job will have ended when the step has been told; null while that is open, or if it succeeds.</summary>
    public JobStatus? Outcome { get; init; }

    /// <summary>
    /// The caller's trace when the job was submitted, as a W3C <c>traceparent</c>: spans of the job link to it. Null if there was
    /// none.
    /// </summary>
    public string? TraceParent { get; init; }

    /// <summary>As the caller gave them, with name, seed and the target's id filled in.</summary>
    public required JobOptions Options { get; init; }

    /// <summary>
    /// What the job costs at most, by the estimate at its submit: first on its target, then on each that it may fall back to.
    /// Empty if that is not known.
    /// </summary>
    public ImmutableArray<CostBound> Bounds { get; init; } = [];

    public JobPhase Phase { get; init; }

    public JobStatus Status { get; init; }

    /// <summary>In the order of their numbers.</summary>
    public ImmutableArray<Attempt> Attempts { get; init; } = [];

    public required DateTimeOffset Created { get; init; }

    public required DateTimeOffset Updated { get; init; }

    /// <summary>
    /// When somebody should look at it again. While it is claimed this is its owner's affair, who may look again, see no change
    /// and write nothing. Null: nothing is due.
    /// </summary>
    public DateTimeOffset? Due { get; init; }

    /// <summary>
    /// Until when a job that has ended is kept; then it is deleted, with everything kept for it here and at its place. Null:
    /// until somebody deletes it.
    /// </summary>
    public DateTimeOffset? KeptUntil { get; init; }

    /// <summary>The lease of the process whose job it is at present; null if it is nobody's.</summary>
    public Guid? Claim { get; init; }

    /// <summary>How often this phase was tried in vain, or looked and saw no change: the delay grows with it.</summary>
    public int Tries { get; init; }

    public bool CancelRequested { get; init; }

    /// <summary>The time that has run out for the present attempt, which its place is asked to stop; null if none has.</summary>
    public TimeLimit? Expired { get; init; }

    /// <summary>How many times a result of the present attempt came that could not be read, and was fetched again.</summary>
    public int Unreadable { get; init; }

    public JobProgress? Progress { get; init; }

    public int? QueuePosition { get; init; }

    public JobFailure? Failure { get; init; }

    /// <summary>Since when it goes wrong; null while it does not.</summary>
    public DateTimeOffset? TroubleSince { get; init; }

    /// <summary>What the step's code threw last.</summary>
    public JobFailure? StepFailure { get; init; }

    /// <summary>
    /// What the job was charged: a store puts it in the place of what the job has reserved, in the transaction that writes the
    /// record. What its place has told, else the bound of an attempt that may have cost something.
    /// </summary>
    /// <returns>Null while the job may still be charged.</returns>
    public decimal? ChargeIn(string currency) => JobCharge.IsSettled(this) ? JobCharge.In(currency, this) : null;

    /// <summary>Whether it may cost anything, as far as is known.</summary>
    internal bool IsPriced => !Bounds.IsDefault && Bounds.Any(bound => bound.Amount > 0);

    /// <summary>The attempt that counts: the last.</summary>
    internal Attempt Attempt => Attempts[^1];

    /// <summary>The options for the target where the job is at present.</summary>
    internal JobOptions OptionsHere => Fallback == 0 ? Options : Options.At(Options.Fallbacks[Fallback - 1]);

    /// <summary>The id of the target where the job is at present.</summary>
    internal string Target => (Fallback == 0 ? Options.Target : Options.Fallbacks[Fallback - 1].Target) ?? "";

    /// <summary>Whether the place is to stop the attempt, since somebody wants it or its time has run out.</summary>
    internal bool IsToStop => CancelRequested || Expired is not null;

    /// <summary>Whether the present attempt may be at its place.</summary>
    internal bool MayBeOut => Phase != JobPhase.Prepare && !Attempts.IsEmpty && Attempt.Sent is not null;

    /// <summary>What the phases since the last write brought, to be written together with the record.</summary>
    internal ImmutableArray<JobContent> Unwritten { get; init; } = [];

    /// <summary>The input, if it is at hand and need not be read; while the job waits it is not kept.</summary>
    internal Payload? Input { get; init; }

    /// <summary>The result, if it is at hand and need not be decoded again.</summary>
    internal JobResult? Result { get; init; }

    internal JobRecord WithAttempt(Attempt attempt) =>
        attempt == Attempt ? this : this with { Attempts = Attempts.SetItem(Attempts.Length - 1, attempt) };

    internal StepContext ToStepContext() => new()
    {
        Id = Id,
        Name = Options.Name ?? "",
        Owner = Options.Owner,
        Key = Options.Key,
        Tags = Options.Tags.IsDefault ? [] : Options.Tags,
        Target = Options.Target ?? "",
        Created = Created,
        Try = Tries + 1,
    };

    internal JobSnapshot ToSnapshot() => new()
    {
        Id = Id,
        Name = Options.Name ?? "",
        Owner = Options.Owner,
        Workspace = Workspace,
        Target = Target,
        Step = Step,
        Status = Status,
        Phase = Phase,
        Attempt = Attempts.Length,
        ServiceStatus = Attempts.IsEmpty ? null : Attempt.ServiceStatus,
        Progress = Progress,
        QueuePosition = QueuePosition,
        AverageQueueTime = Attempts.IsEmpty ? null : Attempt.AverageQueueTime,
        Created = Created,
        Updated = Updated,
        Failure = StepFailure ?? Failure,
        Bound = JobCharge.BoundOf(this),
        Cost = JobCharge.ToldOf(this),
    };
}
