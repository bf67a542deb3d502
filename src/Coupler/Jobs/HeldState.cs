namespace Coupler.Jobs;

/// <summary>What a process is doing about a job.</summary>
internal enum HeldState
{
    /// <summary>Nothing: it is nobody's, or another process's.</summary>
    Elsewhere,
    Waiting,
    AtWork,
}
