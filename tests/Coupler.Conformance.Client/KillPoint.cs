using System.Diagnostics;

namespace Coupler.Conformance.Client;

/// <summary>
/// Where this process dies, as a kill from outside would end it: at once, with nothing flushed, closed or caught.
/// </summary>
/// <param name="Place">The name of a write, a call or an answer: <c>commit end</c>, <c>call submit</c>.</param>
/// <param name="Occurrence">The first time, or a later one.</param>
internal sealed record KillPoint(bool IsBefore, string Place, int Occurrence = 1)
{
    private int occurred;

    public const string Never = "never";

    /// <summary>Reads <c>before commit end</c>, or <c>before commit end #17</c> for the seventeenth time.</summary>
    public static KillPoint Parse(string text)
    {
        var (point, occurrence) = text.Split(" #") is [var first, var number] ? (first, int.Parse(number)) : (text, 1);
        var when = point.Split(' ')[0];
        return new KillPoint(when == "before", point[(when.Length + 1)..], occurrence);
    }

    public async ValueTask<T> AroundAsync<T>(string place, Func<ValueTask<T>> act)
    {
        if (IsBefore && IsAt(place)) Die();
        var result = await act();
        if (!IsBefore && IsAt(place)) Die();
        return result;
    }

    public async ValueTask AroundAsync(string place, Func<ValueTask> act) => await AroundAsync(place, async () =>
    {
        await act();
        return true;
    });

    /// <summary>Whether this is the place, and the time.</summary>
    public bool IsAt(string place) => place == Place && Interlocked.Increment(ref occurred) == Occurrence;

    public static void Die()
    {
        using var self = Process.GetCurrentProcess();
        self.Kill();
        new ManualResetEventSlim().Wait();
    }
}
