namespace Coupler.Local;

/// <summary>
/// Something that runs jobs in this process: a simulator or a solver. One folder each, one line in <see cref="LocalTargets"/>.
/// Implementations are synchronous, thread-safe and keep nothing between runs.
/// </summary>
internal abstract class LocalTarget
{
    public abstract Target Target { get; }

    /// <summary>Refuses what it cannot run.</summary>
    /// <exception cref="TargetRefusedException">Too large, or of a kind it does not take.</exception>
    /// <exception cref="ArgumentException">Its parameters are wrong.</exception>
    public abstract void Validate(Workload workload, JobOptions options);

    /// <summary>Runs a workload that <see cref="Validate"/> let through. The seed in the options is set.</summary>
    /// <param name="progress">Called from any thread, not more often than is useful to look at.</param>
    /// <returns>The raw result in a format that the local workspace decodes.</returns>
    public abstract Payload Run(
        Workload workload, JobOptions options, Action<JobProgress> progress, CancellationToken cancellationToken);
}
