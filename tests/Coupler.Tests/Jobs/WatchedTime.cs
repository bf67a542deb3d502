using System.Threading.Channels;
using Microsoft.Extensions.Time.Testing;

namespace Coupler.Tests.Jobs;

/// <summary>A clock that stands still until it is moved, and tells for when somebody has set an alarm.</summary>
internal sealed class WatchedTime() : FakeTimeProvider(new DateTimeOffset(2026, 1, 15, 12, 0, 0, TimeSpan.Zero))
{
    private readonly Channel<DateTimeOffset> alarms = Channel.CreateUnbounded<DateTimeOffset>();
    private readonly SortedSet<DateTimeOffset> pending = [];

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);
        if (dueTime > TimeSpan.Zero) alarms.Writer.TryWrite(GetUtcNow() + dueTime);
        return timer;
    }

    /// <summary>The next alarm that is set, or was and nobody has taken.</summary>
    public async Task<DateTimeOffset> NextAlarmAsync() =>
        await alarms.Reader.ReadAsync(TestContext.Current.CancellationToken);

    /// <summary>Moves on to the next moment for which an alarm is set, or was.</summary>
    public void MoveOn()
    {
        while (alarms.Reader.TryRead(out var alarm)) pending.Add(alarm);
        pending.RemoveWhere(alarm => alarm <= GetUtcNow());
        SetUtcNow(pending.Min);
    }

    /// <summary>Returns when an alarm is set for a moment.</summary>
    public async Task AlarmAsync(DateTimeOffset moment)
    {
        while (await NextAlarmAsync() != moment)
        {
            // An earlier one.
        }
    }
}
