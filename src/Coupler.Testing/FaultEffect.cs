namespace Coupler.Testing;

/// <summary>What a fault does to the call that it happens to.</summary>
internal enum FaultEffect
{
    Nothing,

    /// <summary>The place never gets the call.</summary>
    ThrowsBefore,

    /// <summary>The place gets the call, and its answer is lost.</summary>
    ThrowsAfter,
    Repeats,
    Skips,
    Truncates,
    Corrupts,
}
