namespace Coupler.Jobs;

/// <summary>
/// The store could not read or write, and nothing was written; the message names the file and says what to do. The jobs that
/// are in it lose nothing: those under way go on when the store does.
/// </summary>
public sealed class JobStoreException : IOException
{
    public JobStoreException(JobStoreTrouble trouble, string message, Exception? innerException = null)
        : base(message, innerException) => Trouble = trouble;

    public JobStoreTrouble Trouble { get; }
}
