namespace Coupler;

/// <summary>A service or the network failed, not the job: the job goes on when they do.</summary>
public sealed class WorkspaceException : Exception
{
    public WorkspaceException(FailureClass failureClass, string code, string message, Exception? innerException = null)
        : base(message, innerException)
    {
        Class = failureClass;
        Code = code;
    }

    public FailureClass Class { get; }

    public string Code { get; }

    /// <summary>
    /// Whether the target as a whole takes nothing at present: a job that has a fallback for that goes there at once, where
    /// nothing else is known than <see cref="FailureClass.NeverAccepted"/>.
    /// </summary>
    public bool IsTargetUnavailable { get; init; }

    /// <summary>When the service wants to be asked again, if it said so.</summary>
    public TimeSpan? RetryAfter { get; init; }
}
