using System.Runtime.InteropServices;

namespace Coupler.Cli;

/// <summary>
/// Turns the first Ctrl-C, or the first wish of the system that the process end, into a cancelled token. The second ends the
/// process at once.
/// </summary>
internal sealed class Interrupt : IDisposable
{
    private readonly CancellationTokenSource source = new();
    private readonly PosixSignalRegistration[] registrations;

    public Interrupt() =>
        registrations =
        [
            PosixSignalRegistration.Create(PosixSignal.SIGINT, OnSignal),
            PosixSignalRegistration.Create(PosixSignal.SIGTERM, OnSignal),
        ];

    /// <summary>Whether the first signal was Ctrl-C: then somebody may be there to be asked.</summary>
    public static bool WasTyped { get; private set; }

    public CancellationToken Token => source.Token;

    public void Dispose()
    {
        foreach (var registration in registrations) registration.Dispose();
        source.Dispose();
    }

    private void OnSignal(PosixSignalContext context)
    {
        if (source.IsCancellationRequested) return;
        context.Cancel = true;
        WasTyped = context.Signal == PosixSignal.SIGINT;
        _ = source.CancelAsync();
    }
}
