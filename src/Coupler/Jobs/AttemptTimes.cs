namespace Coupler.Jobs;

/// <summary>How long an attempt that succeeded took at its target: what later ones like it are estimated from.</summary>
/// <param name="SizeClass">See <see cref="Attempt.SizeClass"/>.</param>
/// <param name="Waited">From the acceptance to the start; to the end, where it was never seen executing.</param>
/// <param name="Ran">From the start to the end; zero where it was never seen executing.</param>
public readonly record struct AttemptTimes(int SizeClass, TimeSpan Waited, TimeSpan Ran)
{
    /// <summary>
    /// The most attempts that a store keeps the times of for one size class of one target. It bounds what is read for an
    /// estimate, and with so many a quantile is as good as it has to be.
    /// </summary>
    public const int Slots = 256;

    /// <returns>Null if it has not succeeded, or was begun by a version that kept no times.</returns>
    public static AttemptTimes? Of(Attempt attempt)
    {
        ArgumentNullException.ThrowIfNull(attempt);
        if (attempt is not { Status: AttemptStatus.Succeeded, SizeClass: { } size, Accepted: { } accepted, Ended: { } ended })
        {
            return null;
        }

        var started = attempt.Started ?? ended;
        return new AttemptTimes(size, started - accepted, ended - started);
    }

    /// <summary>
    /// Where the times of an attempt are kept, below <see cref="Slots"/>: those of a later attempt take the place of earlier
    /// ones, and those of the same attempt, written again, their own. It is as good as drawn, since ids are hashes.
    /// </summary>
    public static int SlotOf(Guid attempt)
    {
        Span<byte> bytes = stackalloc byte[16];
        attempt.TryWriteBytes(bytes);
        return bytes[^1];
    }
}
