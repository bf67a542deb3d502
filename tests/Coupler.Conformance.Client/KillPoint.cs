using System.Diagnostics;

namespace Coupler.Conformance.Client;

/// <summary>
/// Where this process dies, as a kill from outside would end it: at once, with nothing flushed, closed or caught.
/// </summary>
/// <param name="Place">The name of a write or a call: <c>commit monitor</c>, <c>call submit</c>.</param>
internal sealed record KillPoint(bool IsBefore, string Place)
{
    public const string Never = "never";

    /// <summary>Reads <c>before commit monitor</c>.</summary>
    public static KillPoint Parse(string text)
    {
        var when = text.Split(' ')[0];
        return new KillPoint(when == "before", text[(when.Length + 1)..]);
    }

    public async ValueTask<T> AroundAsync<T>(string place, Func<ValueTask<T>> act)
    {
        if (IsBefore && place == Place) Die();
        var result = await act();
        if (!IsBefore && place == Place) Die();
        return result;
    }

    public async ValueTask AroundAsync(string place, Func<ValueTask> act) => await AroundAsync(place, async () =>
    {
        await act();
        return true;
    });

    private static void Die()
    {
        using var self = Process.GetCurrentProcess();
        self.Kill();
        new ManualResetEventSlim().Wait();
    }
}
