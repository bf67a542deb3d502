namespace Coupler;

/// <summary>How one submission stands at its place.</summary>
public enum AttemptStatus
{
    /// <summary>Not known to be accepted.</summary>
    Unsent,
    Waiting,
    Executing,
    Finishing,
    Cancelling,
    Succeeded,
    Failed,
    Cancelled,

    /// <summary>A word that this version does not know. Not final.</summary>
    Unknown,
}
