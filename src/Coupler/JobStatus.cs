namespace Coupler;

/// <summary>How a job stands, in one word.</summary>
public enum JobStatus
{
    /// <summary>Written down; nothing was sent yet.</summary>
    Created,

    /// <summary>The target has it and has not begun.</summary>
    Waiting,
    Executing,

    /// <summary>The target is done and its result is being made ready or fetched.</summary>
    Finishing,

    /// <summary>The result is here and is being decoded and handed over.</summary>
    Completing,

    /// <summary>A cancellation was asked for and has not taken effect.</summary>
    Cancelling,

    /// <summary>The job's last phase returned. Final.</summary>
    Succeeded,

    /// <summary>Final.</summary>
    Failed,

    /// <summary>Final.</summary>
    Cancelled,

    /// <summary>It waits for a person: nothing is lost, nothing goes on by itself.</summary>
    Parked,

    /// <summary>The service answered with a status that this version does not know. The job is watched on.</summary>
    Unknown,
}

public static class JobStatusExtensions
{
    extension(JobStatus status)
    {
        /// <summary>Whether the job has ended: nothing will change any more.</summary>
        public bool IsFinal => status is JobStatus.Succeeded or JobStatus.Failed or JobStatus.Cancelled;
    }
}
