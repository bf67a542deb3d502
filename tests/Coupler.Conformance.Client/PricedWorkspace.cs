using System.Collections.Immutable;
using Coupler.Cost;

namespace Coupler.Conformance.Client;

/// <summary>
/// A place around another one, on which every job costs so much, though the place does not tell so when it is done.
/// </summary>
public sealed class PricedWorkspace(Workspace place, Money price) : Workspace
{
    public override event Action<Guid>? Changed
    {
        add => place.Changed += value;
        remove => place.Changed -= value;
    }

    public override string Name => place.Name;

    public override bool IsInProcess => place.IsInProcess;

    public override CostEstimate Estimate(Workload workload, Target target, JobOptions options) =>
        new() { Lines = [], UpperBound = price.Amount, Currency = price.Currency };

    public override ValueTask<ImmutableArray<Target>> GetTargetsAsync(CancellationToken cancellationToken) =>
        place.GetTargetsAsync(cancellationToken);

    public override void Validate(Workload workload, Target target, JobOptions options) =>
        place.Validate(workload, target, options);

    public override Payload Encode(Workload workload, Target target, JobOptions options) =>
        place.Encode(workload, target, options);

    public override ValueTask UploadAsync(Submission submission, CancellationToken cancellationToken) =>
        place.UploadAsync(submission, cancellationToken);

    public override ValueTask SubmitAsync(Submission submission, CancellationToken cancellationToken) =>
        place.SubmitAsync(submission, cancellationToken);

    public override ValueTask<ImmutableArray<AttemptReport>> ReadAsync(
        ImmutableArray<Guid> attempts, CancellationToken cancellationToken) => place.ReadAsync(attempts, cancellationToken);

    public override ValueTask<Payload> FetchAsync(Guid attempt, CancellationToken cancellationToken) =>
        place.FetchAsync(attempt, cancellationToken);

    public override JobResult Decode(Workload workload, Payload raw, JobOptions options, Provenance provenance) =>
        place.Decode(workload, raw, options, provenance);

    public override ValueTask CancelAsync(Guid attempt, CancellationToken cancellationToken) =>
        place.CancelAsync(attempt, cancellationToken);

    public override ValueTask ReleaseAsync(Guid attempt, CancellationToken cancellationToken) =>
        place.ReleaseAsync(attempt, cancellationToken);

    public override async ValueTask DisposeAsync()
    {
        await place.DisposeAsync();
        await base.DisposeAsync();
    }
}
