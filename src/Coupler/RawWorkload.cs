namespace Coupler;

/// <summary>Bytes in a format that the target reads and Coupler need not know. The result comes back as bytes, too.</summary>
public sealed class RawWorkload(Payload payload, string target) : Workload<RawResult>
{
    internal const string StoredFormatPrefix = "raw:";

    public Payload Payload { get; } = payload;

    /// <summary>The target, or an alias; there is no default for bytes.</summary>
    public override string DefaultTarget { get; } = target;

    public override string Format => StoredFormatPrefix + Payload.Format;

    public override Payload ToPayload() => new(Format, Payload.Content);
}
