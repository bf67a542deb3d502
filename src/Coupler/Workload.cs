using Coupler.Jobs;

namespace Coupler;

/// <summary>
/// What a job carries. The kinds are a closed set; <see cref="RawWorkload"/> is the way out for any other format.
/// </summary>
public abstract class Workload
{
    private protected Workload()
    {
    }

    /// <summary>The name and version of the format in which a store keeps it.</summary>
    public abstract string Format { get; }

    /// <summary>The alias of the target that runs it if <see cref="JobOptions.Target"/> names none.</summary>
    public abstract string DefaultTarget { get; }

    /// <summary>The workload as bytes of <see cref="Format"/>; they are made when first asked for.</summary>
    public abstract Payload ToPayload();

    /// <summary>Reads what <see cref="ToPayload"/> made, in this version or an earlier one.</summary>
    /// <exception cref="FormatException">The format is unknown, or the bytes do not follow it.</exception>
    public static Workload FromPayload(Payload payload) => WorkloadFormats.Read(payload);
}

/// <summary>A workload, tied by type to what it brings back.</summary>
public abstract class Workload<TResult> : Workload
    where TResult : JobResult
{
    private protected Workload()
    {
    }
}
