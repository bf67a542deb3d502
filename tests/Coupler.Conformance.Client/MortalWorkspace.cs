using System.Collections.Immutable;
using Coupler.Cost;

namespace Coupler.Conformance.Client;

/// <summary>
/// A place around another one, in a process that dies at a certain call: <c>call submit</c>, <c>call fetch</c>; or, where a
/// place over HTTP has accepted a submission and its answer is on its way, before <c>answer to submit</c>.
/// </summary>
/// <param name="trap">For a place over HTTP.</param>
internal sealed class MortalWorkspace(Workspace place, KillPoint end, AnswerTrap? trap = null) : Workspace
{
    public override event Action<Guid>? Changed
    {
        add => place.Changed += value;
        remove => place.Changed -= value;
    }

    public override string Name => place.Name;

    public override bool IsInProcess => place.IsInProcess;

    public override ValueTask<ImmutableArray<Target>> GetTargetsAsync(CancellationToken cancellationToken) =>
        place.GetTargetsAsync(cancellationToken);

    public override void Validate(Workload workload, Target target, JobOptions options) =>
        place.Validate(workload, target, options);

    public override CostEstimate Estimate(Workload workload, Target target, JobOptions options) =>
        place.Estimate(workload, target, options);

    public override Payload Encode(Workload workload, Target target, JobOptions options) =>
        place.Encode(workload, target, options);

    public override ValueTask UploadAsync(Submission submission, CancellationToken cancellationToken) =>
        end.AroundAsync("call upload", () => place.UploadAsync(submission, cancellationToken));

    public override async ValueTask SubmitAsync(Submission submission, CancellationToken cancellationToken)
    {
        if (end.IsAt("answer to submit")) await trap!.SetAsync();
        await end.AroundAsync("call submit", () => place.SubmitAsync(submission, cancellationToken));
    }

    public override ValueTask<ImmutableArray<AttemptReport>> ReadAsync(
        ImmutableArray<Guid> attempts, CancellationToken cancellationToken) =>
        end.AroundAsync("call read", () => place.ReadAsync(attempts, cancellationToken));

    public override ValueTask<Payload> FetchAsync(Guid attempt, CancellationToken cancellationToken) =>
        end.AroundAsync("call fetch", () => place.FetchAsync(attempt, cancellationToken));

    public override JobResult Decode(Workload workload, Payload raw, JobOptions options, Provenance provenance) =>
        place.Decode(workload, raw, options, provenance);

    public override ValueTask CancelAsync(Guid attempt, CancellationToken cancellationToken) =>
        place.CancelAsync(attempt, cancellationToken);

    public override ValueTask ReleaseAsync(Guid attempt, CancellationToken cancellationToken) =>
        place.ReleaseAsync(attempt, cancellationToken);

    public override ValueTask DeleteAsync(Guid attempt, CancellationToken cancellationToken) =>
        end.AroundAsync("call delete", () => place.DeleteAsync(attempt, cancellationToken));

    public override async ValueTask DisposeAsync()
    {
        await place.DisposeAsync();
        await base.DisposeAsync();
    }
}
