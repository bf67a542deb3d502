using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Text;
using Coupler.Circuits;
using Coupler.Cost;
using Coupler.Problems;

namespace Coupler.Tests.Jobs;

/// <summary>A place that does what a test says. By default it accepts at once, is done at the first look and answers 1.</summary>
internal sealed class ScriptedWorkspace(string name = "scripted", TargetKind kind = TargetKind.Solver) : Workspace
{
    private readonly ConcurrentQueue<string> calls = new();

    public override event Action<Guid>? Changed;

    public override string Name => name;

    public override bool IsInProcess => InProcess;

    public bool InProcess { get; set; }

    public string TargetId => name + ".machine";

    public ImmutableArray<string> Aliases { get; init; } = [];

    public TimeSpan? AverageQueueTime { get; init; }

    public Func<Submission, CancellationToken, Task> OnUpload { get; set; } = (_, _) => Task.CompletedTask;

    public Func<Submission, CancellationToken, Task> OnSubmit { get; set; } = (_, _) => Task.CompletedTask;

    public Action OnValidate { get; set; } = () => { };

    public Action OnRelease { get; set; } = () => { };

    public TargetAvailability Availability { get; set; }

    public Action OnGetTargets { get; set; } = () => { };

    public Func<CancellationToken, Task> WhileGetTargets { get; set; } = _ => Task.CompletedTask;

    /// <summary>Null: as every place estimates that says nothing of its own.</summary>
    public CostEstimate? Costs { get; set; }

    /// <summary>Null: the place does not know the attempt.</summary>
    public Func<Guid, AttemptReport?> OnRead { get; set; } = attempt => Says(attempt, AttemptStatus.Succeeded);

    public Func<Guid, CancellationToken, Task<Payload>> OnFetch { get; set; } = (_, _) =>
        Task.FromResult(new Payload("answer", "1"u8.ToArray()));

    public Func<Guid, Task> OnCancel { get; set; } = _ => Task.CompletedTask;

    public Func<Guid, Task> OnDelete { get; set; } = _ => Task.CompletedTask;

    /// <summary>What was asked of the place, in order: <c>submit</c>, <c>read 3</c> (of three attempts) and so on.</summary>
    public IReadOnlyList<string> Calls => [.. calls];

    public int Count(string call) => calls.Count(made => made.Split(' ')[0] == call);

    public void RaiseChanged(Guid attempt) => Changed?.Invoke(attempt);

    public void RunsUntilCancelled() =>
        OnRead = attempt => Says(attempt, Count("cancel") > 0 ? AttemptStatus.Cancelled : AttemptStatus.Executing);

    public static AttemptReport Says(Guid attempt, AttemptStatus status) => new(attempt, status, status.ToString());

    public override async ValueTask<ImmutableArray<Target>> GetTargetsAsync(CancellationToken cancellationToken)
    {
        OnGetTargets();
        await WhileGetTargets(cancellationToken);
        return
        [
            new Target
            {
                Id = TargetId,
                Provider = name,
                Kind = kind,
                Aliases = Aliases,
                Formats = [QuboFormat.Name],
                Availability = Availability,
                AverageQueueTime = AverageQueueTime,
            },
        ];
    }

    public override void Validate(Workload workload, Target target, JobOptions options) => OnValidate();

    public override CostEstimate Estimate(Workload workload, Target target, JobOptions options) =>
        Costs ?? base.Estimate(workload, target, options);

    public override Payload Encode(Workload workload, Target target, JobOptions options)
    {
        calls.Enqueue("encode");
        return workload.ToPayload();
    }

    public override ValueTask UploadAsync(Submission submission, CancellationToken cancellationToken)
    {
        calls.Enqueue("upload");
        return new(OnUpload(submission, cancellationToken));
    }

    public override ValueTask SubmitAsync(Submission submission, CancellationToken cancellationToken)
    {
        calls.Enqueue("submit");
        return new(OnSubmit(submission, cancellationToken));
    }

    public override ValueTask<ImmutableArray<AttemptReport>> ReadAsync(
        ImmutableArray<Guid> attempts, CancellationToken cancellationToken)
    {
        calls.Enqueue($"read {attempts.Length}");
        return new([.. attempts.Select(OnRead).OfType<AttemptReport>()]);
    }

    public override ValueTask<Payload> FetchAsync(Guid attempt, CancellationToken cancellationToken)
    {
        calls.Enqueue("fetch");
        return new(OnFetch(attempt, cancellationToken));
    }

    public override JobResult Decode(Workload workload, Payload raw, JobOptions options, Provenance provenance)
    {
        calls.Enqueue("decode");
        var values = BitString.Parse(Encoding.UTF8.GetString(raw.Content.Span));
        return new ProblemResult { Solutions = [new Solution(values, 0)], Provenance = provenance };
    }

    public override ValueTask CancelAsync(Guid attempt, CancellationToken cancellationToken)
    {
        calls.Enqueue("cancel");
        return new(OnCancel(attempt));
    }

    public override ValueTask ReleaseAsync(Guid attempt, CancellationToken cancellationToken)
    {
        calls.Enqueue("release");
        OnRelease();
        return ValueTask.CompletedTask;
    }

    public override ValueTask DeleteAsync(Guid attempt, CancellationToken cancellationToken)
    {
        calls.Enqueue($"delete {attempt}");
        return new(OnDelete(attempt));
    }
}
