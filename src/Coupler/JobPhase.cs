namespace Coupler;

/// <summary>What is done next with a job. The phases follow each other in this order.</summary>
public enum JobPhase
{
    /// <summary>The workspace encodes the workload for the target.</summary>
    Prepare,

    /// <summary>The encoded input is put where the target finds it.</summary>
    Upload,

    /// <summary>The attempt is handed to the target.</summary>
    Submit,

    /// <summary>The target is asked, or says, how the attempt stands.</summary>
    Monitor,

    /// <summary>The raw result is brought here and kept byte for byte.</summary>
    Fetch,

    /// <summary>The raw result is decoded with the workload at hand.</summary>
    Complete,
}
