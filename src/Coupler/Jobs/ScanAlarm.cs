namespace Coupler.Jobs;

/// <summary>Waits until a moment that may be moved nearer while the wait goes on.</summary>
internal sealed class ScanAlarm(TimeProvider time)
{
    private readonly Lock gate = new();
    private DateTimeOffset at = DateTimeOffset.MaxValue;
    private TaskCompletionSource moved = new();

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

        while (until > time.GetUtcNow() && !nearer.IsCompleted)
        {
            using var giveUp = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            var delay = Task.Delay(Span(until), time, giveUp.Token);
            await Task.WhenAny(delay, nearer).ConfigureAwait(false);
            await giveUp.CancelAsync().ConfigureAwait(false);
            cancellationToken.ThrowIfCancellationRequested();
        }

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

    /// <summary>A timer takes at most so much; a longer wait is several.</summary>
    private TimeSpan Span(DateTimeOffset until)
    {
        var span = until - time.GetUtcNow();
        return span > TimeSpan.FromDays(1) ? TimeSpan.FromDays(1) : span < TimeSpan.Zero ? TimeSpan.Zero : span;
    }
}
