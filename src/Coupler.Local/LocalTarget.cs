namespace Coupler.Local;

/// <summary>
/// Something that runs jobs in this process: a simulator or a solver. One folder each, one line in <see cref="LocalTargets"/>.
/// Implementations are synchronous, thread-safe and keep nothing between runs.
/// </summary>
internal abstract class LocalTarget
{
    public abstract Target Target { get; }

    /// <summary>Refuses what it can never run on this machine, as far as that shows without planning: it is quick.</summary>
    /// <exception cref="TargetRefusedException">Too large, or of a kind it does not take.</exception>
    /// <exception cref="ArgumentException">Its parameters are wrong.</exception>
    public abstract void Validate(Workload workload, JobOptions options);

    /// <summary>
    /// Plans the run of a workload that <see cref="Validate"/> let through, without taking the memory that the run needs. The
    /// seed in the options is set.
    /// </summary>
    /// <exception cref="TargetRefusedException">The plan shows that this machine can never run it.</exception>
    public abstract PreparedRun Prepare(Workload workload, JobOptions options, CancellationToken cancellationToken);
}
