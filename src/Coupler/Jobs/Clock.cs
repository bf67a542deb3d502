namespace Coupler.Jobs;

internal static class Clock
{
    /// <summary>What a timer takes at most; a longer wait is several.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromDays(1);

    extension(TimeProvider time)
    {
        /// <summary>
        /// Ends when the clock shows the moment, at most a millisecond later; a moment that is past ends at once.
        /// </summary>
        public async Task UntilAsync(DateTimeOffset moment, CancellationToken cancellationToken)
        {
            while (moment - time.GetUtcNow() is { Ticks: > 0 } left)
            {
                // Timers count whole milliseconds, and rounded down they would ring too early.
                var span = left < Longest ? TimeSpan.FromMilliseconds(Math.Ceiling(left.TotalMilliseconds)) : Longest;
                var delay = Task.Delay(span, time, cancellationToken);

                // Where the clock was set forward after it was read and before the timer was, the timer rings too late.
                if (moment <= time.GetUtcNow()) return;
                await delay.ConfigureAwait(false);
            }
        }
    }
}
