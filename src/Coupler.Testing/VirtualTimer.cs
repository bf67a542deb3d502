namespace Coupler.Testing;

/// <summary>A timer of a <see cref="VirtualClock"/>, which keeps it in order.</summary>
/// <param name="order">Of two timers that are due at the same moment the elder rings first.</param>
internal sealed class VirtualTimer(VirtualClock clock, long order, TimerCallback callback, object? state) : ITimer
{
    public long Order => order;

    public DateTimeOffset Due { get; set; }

    /// <summary>Zero: it rings once.</summary>
    public TimeSpan Period { get; set; }

    public void Ring() => callback(state);

    public bool Change(TimeSpan dueTime, TimeSpan period) => clock.Set(this, dueTime, period);

    public void Dispose() => clock.Remove(this);

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }
}
