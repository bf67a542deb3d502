using System.Collections.Immutable;
using Coupler.Problems;

namespace Coupler.Benchmarks;

/// <summary>A place where every attempt waits until the place is told to be done with all of them.</summary>
internal sealed class WaitingWorkspace : Workspace
{
    public const string Machine = "waiting.machine";

    private int requests;

    public override string Name => "waiting";

    public bool IsDone { get; set; }

    /// <summary>How often the place was asked how attempts stand.</summary>
    public int Requests => Volatile.Read(ref requests);

    public override ValueTask<ImmutableArray<Target>> GetTargetsAsync(CancellationToken cancellationToken) =>
        new([new Target { Id = Machine, Provider = Name, Kind = TargetKind.Solver, Formats = [QuboFormat.Name] }]);

    public override void Validate(Workload workload, Target target, JobOptions options)
    {
    }

    public override Payload Encode(Workload workload, Target target, JobOptions options) => workload.ToPayload();

    public override ValueTask SubmitAsync(Submission submission, CancellationToken cancellationToken) => ValueTask.CompletedTask;

    public override ValueTask<ImmutableArray<AttemptReport>> ReadAsync(
        ImmutableArray<Guid> attempts, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref requests);
        var status = IsDone ? AttemptStatus.Succeeded : AttemptStatus.Waiting;
        return new([.. attempts.Select(attempt => new AttemptReport(attempt, status, status.ToString()))]);
    }

    public override ValueTask<Payload> FetchAsync(Guid attempt, CancellationToken cancellationToken) =>
        new(new Payload("answer", "1"u8.ToArray()));

    public override JobResult Decode(Workload workload, Payload raw, JobOptions options, Provenance provenance) =>
        new ProblemResult { Solutions = [new Solution(Circuits.BitString.Parse("1"), 0)], Provenance = provenance };

    public override ValueTask CancelAsync(Guid attempt, CancellationToken cancellationToken) => ValueTask.CompletedTask;
}
