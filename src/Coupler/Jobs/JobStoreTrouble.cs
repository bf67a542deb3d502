namespace Coupler.Jobs;

/// <summary>What keeps a store from its work.</summary>
public enum JobStoreTrouble
{
    /// <summary>Something else: the message says what.</summary>
    Other,

    /// <summary>There is no room: on the disk, or below the limit that was set for the file.</summary>
    Full,

    /// <summary>Another process has locked the file.</summary>
    Locked,
}
