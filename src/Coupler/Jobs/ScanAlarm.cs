namespace Coupler.Jobs;

/// <summary>Waits until a moment that may be moved nearer while the wait goes on.</summary>
internal sealed class ScanAlarm(TimeProvider time)
{
    private readonly Lock gate = new();
    private DateTimeOffset at = DateTimeOffset.MaxValue;
    private TaskCompletionSource moved = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public async ValueTask WaitAsync(DateTimeOffset until, CancellationToken cancellationToken)
    {
        Task nearer;
        lock (gate)
        {
            // What was set between two waits counts, too.
            at = at < until ? at : until;
            until = at;
            nearer = moved.Task;
        }

        using var giveUp = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await Task.WhenAny(time.UntilAsync(until, giveUp.Token), nearer).ConfigureAwait(false);
        await giveUp.CancelAsync().ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();

        lock (gate)
        {
            at = DateTimeOffset.MaxValue;
            moved = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    /// <summary>Wakes at this moment if the alarm is set to a later one.</summary>
    public void SetAtMost(DateTimeOffset moment)
    {
        lock (gate)
        {
            if (moment >= at) return;
            at = moment;
            moved.TrySetResult();
        }
    }
}
