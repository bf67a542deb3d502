using System.Collections.Concurrent;
using System.Collections.Immutable;
using Coupler.Circuits;
using Coupler.Problems;

namespace Coupler.Benchmarks;

/// <summary>A place that does nothing: an attempt waits, executes and has succeeded, one look after the other.</summary>
internal sealed class PatientWorkspace : Workspace
{
    private static readonly AttemptStatus[] Course = [AttemptStatus.Waiting, AttemptStatus.Executing, AttemptStatus.Succeeded];

    private readonly ConcurrentDictionary<Guid, int> looks = new();

    public override string Name => "patient";

    public override ValueTask<ImmutableArray<Target>> GetTargetsAsync(CancellationToken cancellationToken) =>
        new([new Target
        {
            Id = "patient.machine",
            Provider = "patient",
            Kind = TargetKind.Solver,
            Formats = [QuboFormat.Name],
        }]);

    public override void Validate(Workload workload, Target target, JobOptions options)
    {
    }

    public override Payload Encode(Workload workload, Target target, JobOptions options) => workload.ToPayload();

    public override ValueTask SubmitAsync(Submission submission, CancellationToken cancellationToken)
    {
        looks[submission.Attempt] = 0;
        return ValueTask.CompletedTask;
    }

    public override ValueTask<ImmutableArray<AttemptReport>> ReadAsync(
        ImmutableArray<Guid> attempts, CancellationToken cancellationToken) =>
        new([.. attempts.Where(looks.ContainsKey).Select(Look)]);

    public override ValueTask<Payload> FetchAsync(Guid attempt, CancellationToken cancellationToken)
    {
        looks.TryRemove(attempt, out _);
        return new(new Payload("answer", "1"u8.ToArray()));
    }

    public override JobResult Decode(Workload workload, Payload raw, JobOptions options, Provenance provenance) =>
        new ProblemResult { Solutions = [new Solution(BitString.Parse("1"), 0)], Provenance = provenance };

    public override ValueTask CancelAsync(Guid attempt, CancellationToken cancellationToken) => ValueTask.CompletedTask;

    private AttemptReport Look(Guid attempt)
    {
        var status = Course[Math.Min(looks.AddOrUpdate(attempt, 1, (_, before) => before + 1), Course.Length) - 1];
        return new AttemptReport(attempt, status, status.ToString());
    }
}
