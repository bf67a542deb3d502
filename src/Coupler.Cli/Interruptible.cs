namespace Coupler.Cli;

/// <summary>Work that no token stops: to open a pipe that nobody writes to, to write to a program that does not read.</summary>
internal static class Interruptible
{
    /// <summary>A cancelled token ends the wait at once. What is still at work ends with the process, which is next.</summary>
    /// <exception cref="OperationCanceledException">The token was cancelled first.</exception>
    public static Task<T> RunAsync<T>(Func<Task<T>> work, CancellationToken cancellationToken) =>
        Task.Run(work, cancellationToken).WaitAsync(cancellationToken);
}
