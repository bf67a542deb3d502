namespace Coupler;

public enum TargetAvailability
{
    Available,

    /// <summary>It takes jobs, and may keep them waiting for long.</summary>
    Degraded,
    Unavailable,
}
