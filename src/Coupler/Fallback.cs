namespace Coupler;

/// <summary>Where a job goes on when the target before it cannot do it, or not in time. Stored with the job.</summary>
public sealed record Fallback
{
    /// <summary>The id of a target or an alias, in any workspace of the client.</summary>
    public required string Target { get; init; }

    /// <summary>What has to have happened before. Any of these is enough. Default: all of them.</summary>
    public FallbackConditions When { get; init; } = FallbackConditions.Any;

    /// <summary>Settings of this target; those of the job are the first target's. Default: the target's own defaults.</summary>
    public TargetParameters? Parameters { get; init; }
}
