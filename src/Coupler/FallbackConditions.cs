namespace Coupler;

/// <summary>
/// What lets a job go on at its next fallback. None of them costs anything: an attempt that may be running, or was charged, is
/// never followed by another.
/// </summary>
[Flags]
public enum FallbackConditions
{
    None = 0,

    /// <summary>
    /// The target says so, is not there, does not take attempts (the circuit of <see cref="BreakerOptions"/> is open), or has
    /// not taken this one for <see cref="JobOptions.LongestWait"/> or <see cref="RetryOptions.NeverAccepted"/>.
    /// </summary>
    Unavailable = 1,

    /// <summary>The attempt waited in the queue for <see cref="JobOptions.LongestWait"/>, and was taken out of it.</summary>
    QueueTooLong = 2,

    /// <summary>As many attempts as <see cref="RetryOptions.Attempts"/> allows for a target failed without charge.</summary>
    FailedFree = 4,
    Any = Unavailable | QueueTooLong | FailedFree,
}
