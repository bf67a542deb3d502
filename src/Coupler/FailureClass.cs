namespace Coupler;

/// <summary>What a failure means for the job and for the bill. The class decides what happens next.</summary>
public enum FailureClass
{
    /// <summary>The target did not take the attempt, or something before it failed: the same attempt is tried again.</summary>
    NeverAccepted,

    /// <summary>The answer was lost: the attempt is looked up by its id before it is sent again.</summary>
    AcceptanceUnknown,

    /// <summary>It ran, failed and costs nothing: a new attempt may follow.</summary>
    FailedFree,

    /// <summary>It ran, failed and may cost: nothing is sent again by itself.</summary>
    FailedCharged,

    /// <summary>It ran and the result could not be read: fetched again, never submitted again.</summary>
    Unreadable,

    /// <summary>
    /// The workload, the options or the application's own code are wrong: nothing will help but a change there.
    /// </summary>
    Yours,
}
