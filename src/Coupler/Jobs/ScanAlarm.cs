namespace Coupler.Jobs;

/// <summary>Waits until a moment that may be moved nearer while the wait goes on.</summary>
internal sealed class ScanAlarm(TimeProvider time)
{
    /// <summary>However far the moment is, so that a clock that is set meanwhile is noticed.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);

    private readonly Lock gate = new();
    private DateTimeOffset at = DateTimeOffset.MaxValue;
    private TaskCompletionSource moved = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TaskCompletionSource? asleep;
    private DateTimeOffset rings = DateTimeOffset.MinValue;

    /// <summary>Ends at the moment, or earlier.</summary>
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
        await Task.WhenAny(DelayAsync(until, giveUp.Token), nearer).ConfigureAwait(false);
        await giveUp.CancelAsync().ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();

        lock (gate)
        {
            at = DateTimeOffset.MaxValue;
            rings = DateTimeOffset.MinValue;
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

    /// <summary>Whether somebody waits whom only the clock wakes, or <see cref="SetAtMost"/>.</summary>
    public bool IsAsleep
    {
        get
        {
            lock (gate) return !moved.Task.IsCompleted && time.GetUtcNow() < rings;
        }
    }

    /// <summary>Ends when somebody waits whom only the clock wakes.</summary>
    public Task AsleepAsync()
    {
        lock (gate)
        {
            if (IsAsleep) return Task.CompletedTask;
            return (asleep ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
        }
    }

    private async Task DelayAsync(DateTimeOffset until, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (until - now is not { Ticks: > 0 } left) return;

        // Timers count whole milliseconds, and rounded down they would ring too early.
        var span = left < Longest ? TimeSpan.FromMilliseconds(Math.Ceiling(left.TotalMilliseconds)) : Longest;
        var delay = Task.Delay(span, time, cancellationToken);
        FallAsleep(now + span);

        // Where the clock was set forward after it was read and before the timer was, the timer rings too late.
        if (until > time.GetUtcNow()) await delay.ConfigureAwait(false);
    }

    private void FallAsleep(DateTimeOffset ringing)
    {
        lock (gate)
        {
            rings = ringing;
            if (!IsAsleep) return;
            asleep?.SetResult();
            asleep = null;
        }
    }
}
