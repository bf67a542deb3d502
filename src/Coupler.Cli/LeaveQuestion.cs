using System.Runtime.InteropServices;

namespace Coupler.Cli;

/// <summary>
/// Asks somebody who typed Ctrl-C what becomes of a job that would go on without him. Another Ctrl-C, or the system's wish that
/// the process end, is an answer: leave it. Dispose of it when it has been answered.
/// </summary>
internal sealed class LeaveQuestion : IDisposable
{
    private readonly TaskCompletionSource<bool> left = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly PosixSignalRegistration[] registrations;

    public LeaveQuestion() =>
        registrations =
        [
            PosixSignalRegistration.Create(PosixSignal.SIGINT, Leave),
            PosixSignalRegistration.Create(PosixSignal.SIGTERM, Leave),
        ];

    /// <summary>Whether somebody is there who can read the question and answer it.</summary>
    public static bool CanBeAsked => Interrupt.WasTyped && !Console.IsInputRedirected && !Console.IsErrorRedirected;

    /// <returns>True to cancel the job, false to leave it.</returns>
    public async Task<bool> AskAsync()
    {
        StandardError.Write("Cancel the job (c), or leave it to go on later (l)? ");
        var answer = await await Task.WhenAny(Task.Run(ReadAnswer), left.Task);
        StandardError.WriteLine(answer ? "cancel" : "leave");
        return answer;
    }

    public void Dispose()
    {
        foreach (var registration in registrations) registration.Dispose();
    }

    private static bool ReadAnswer()
    {
        while (true)
        {
            var key = char.ToLowerInvariant(Console.ReadKey(intercept: true).KeyChar);
            if (key is 'c' or 'l') return key == 'c';
        }
    }

    private void Leave(PosixSignalContext context)
    {
        context.Cancel = true;
        left.TrySetResult(false);
    }
}
