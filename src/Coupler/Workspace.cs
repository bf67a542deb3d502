using System.Collections.Immutable;
using Coupler.Cost;

namespace Coupler;

/// <summary>
/// A place where jobs run. Derive from it to add a place, or wrap one to change how it behaves. Implementations are
/// thread-safe, keep no record of jobs beyond what the place itself keeps, and retry nothing: they throw a
/// <see cref="WorkspaceException"/> whose class says what is known, and the job's own record remembers.
/// </summary>
public abstract class Workspace : IAsyncDisposable
{
    /// <summary>
    /// The name under which stored jobs find their place again. Unique among a client's workspaces; never change it.
    /// </summary>
    public abstract string Name { get; }

    /// <summary>
    /// Whether what it accepts lives only as long as this process: an attempt that was accepted and that it does not know is
    /// handed over again. Elsewhere that would pay twice, and the job waits instead. False by default.
    /// </summary>
    public virtual bool IsInProcess => false;

    /// <summary>
    /// Raised, from any thread, with an attempt's id when it may have changed, by a place that can tell: the job is looked at
    /// at once. Jobs in a place that never raises it are asked for from time to time.
    /// </summary>
    public virtual event Action<Guid>? Changed
    {
        add { }
        remove { }
    }

    public abstract ValueTask<ImmutableArray<Target>> GetTargetsAsync(CancellationToken cancellationToken);

    /// <summary>Refuses what the target cannot run, before anything is written or sent.</summary>
    /// <exception cref="TargetRefusedException">It is too large, or of a kind the target does not take.</exception>
    /// <exception cref="ArgumentException">The options or parameters are wrong.</exception>
    public abstract void Validate(Workload workload, Target target, JobOptions options);

    /// <summary>
    /// What the job will cost at most. By default nothing in this process on a target that is simulated, and elsewhere what the
    /// price lists that Coupler brings say of the target's id. Pure.
    /// </summary>
    /// <exception cref="CostUnknownException">No bound can be given; the message says what is missing.</exception>
    public virtual CostEstimate Estimate(Workload workload, Target target, JobOptions options) =>
        IsInProcess && target.IsSimulated ? CostEstimate.Free : PriceSheets.Estimate(workload, target.Id, options);

    /// <summary>Writes the workload in the format that the target reads. Pure: the same arguments give the same bytes.</summary>
    public abstract Payload Encode(Workload workload, Target target, JobOptions options);

    /// <summary>
    /// Puts the input where the target finds it. Idempotent by the attempt's id. A place without storage does nothing.
    /// </summary>
    public virtual ValueTask UploadAsync(Submission submission, CancellationToken cancellationToken) => ValueTask.CompletedTask;

    /// <summary>Hands the attempt over. Returning means it was accepted.</summary>
    public abstract ValueTask SubmitAsync(Submission submission, CancellationToken cancellationToken);

    /// <summary>
    /// How the attempts stand, in one request where the place can. An attempt that the place does not know is left out.
    /// </summary>
    public abstract ValueTask<ImmutableArray<AttemptReport>> ReadAsync(
        ImmutableArray<Guid> attempts, CancellationToken cancellationToken);

    /// <summary>The raw result of an attempt that succeeded.</summary>
    public abstract ValueTask<Payload> FetchAsync(Guid attempt, CancellationToken cancellationToken);

    /// <summary>Turns a raw result into a typed one. Pure; it may run in another process than the one that encoded.</summary>
    /// <param name="options">Those it was encoded with: a place may answer with frequencies and leave the shots to us.</param>
    /// <exception cref="FormatException">The bytes do not follow their format.</exception>
    public abstract JobResult Decode(Workload workload, Payload raw, JobOptions options, Provenance provenance);

    /// <summary>Asks the place to stop the attempt. An attempt that has ended, or is unknown, is no error.</summary>
    public abstract ValueTask CancelAsync(Guid attempt, CancellationToken cancellationToken);

    /// <summary>
    /// The job has its result: what the place keeps for the attempt in this process may go. Does nothing by default.
    /// </summary>
    public virtual ValueTask ReleaseAsync(Guid attempt, CancellationToken cancellationToken) => ValueTask.CompletedTask;

    /// <summary>
    /// The job is being deleted: removes what the place keeps for an attempt that has ended, its files and its entry in the
    /// place's own list. An attempt that is unknown, or was deleted before, is no error. Does nothing by default.
    /// </summary>
    /// <exception cref="WorkspaceException">The place did not answer, or refuses: the job is kept.</exception>
    public virtual ValueTask DeleteAsync(Guid attempt, CancellationToken cancellationToken) => ValueTask.CompletedTask;

    /// <summary>
    /// Returns when nothing that the place accepted is being worked on in this process, and <see cref="Changed"/> was raised for
    /// it: a clock of a test stands still meanwhile. Work elsewhere is no affair of it. By default at once.
    /// </summary>
    public virtual Task IdleAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Ends what runs for it in this process. May be called twice.</summary>
    public virtual ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }
}
