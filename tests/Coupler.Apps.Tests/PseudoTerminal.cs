using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Coupler.Apps.Tests;

/// <summary>A terminal for a program that looks whether it has one. Linux.</summary>
internal sealed partial class PseudoTerminal : IDisposable
{
    private const int ReadWriteWithoutControl = 0x102;

    private readonly FileStream screen;
    private readonly Process process;
    private readonly StringBuilder shown = new();
    private readonly Decoder decoder = Encoding.UTF8.GetDecoder();

    /// <summary>Starts <c>./coupler</c> with this terminal as its input, output and error.</summary>
    public PseudoTerminal(params ReadOnlySpan<string> arguments)
    {
        var handle = OpenTerminal(ReadWriteWithoutControl);
        Assert.True(handle >= 0 && Grant(handle) == 0 && Unlock(handle) == 0, "This system has no pseudo-terminals.");
        var device = Marshal.PtrToStringUTF8(NameOf(handle))!;
        screen = new FileStream(new SafeFileHandle(handle, ownsHandle: true), FileAccess.ReadWrite, bufferSize: 0);
        const string Script = "exec < $TERMINAL > $TERMINAL 2>&1; stty rows 40 cols 120; exec \"$0\" \"$@\"";
        var start = new ProcessStartInfo("bash", ["-c", Script, Repository.PathOf("coupler"), .. arguments])
        {
            WorkingDirectory = Repository.Root,
        };

        // A terminal of its own, whatever the test runs in: no CI, no wish for fewer colours.
        string[] kept = ["PATH", "HOME", "DOTNET_ROOT"];
        foreach (var name in start.Environment.Keys.Except(kept).ToList()) start.Environment.Remove(name);
        start.Environment["TERM"] = "xterm-256color";
        start.Environment["TERMINAL"] = device;
        process = Process.Start(start)!;
    }

    /// <summary>Reads until the text has been shown.</summary>
    public async Task WaitForAsync(string text)
    {
        await Task.Run(() => Read(() => shown.ToString().Contains(text, StringComparison.Ordinal)));
        Assert.Contains(text, shown.ToString(), StringComparison.Ordinal);
    }

    public void Type(string text) => screen.Write(Encoding.UTF8.GetBytes(text));

    public void SendInterrupt() => Signals.SendInterrupt(process);

    /// <summary>Everything that was shown, control sequences included.</summary>
    public async Task<(int ExitCode, string Shown)> EndAsync()
    {
        await Task.Run(() => Read(() => false));
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, shown.ToString());
    }

    public void Dispose()
    {
        if (!process.HasExited) process.Kill(entireProcessTree: true);
        process.Dispose();
        screen.Dispose();
    }

    private void Read(Func<bool> isEnough)
    {
        var bytes = new byte[4_096];
        var characters = new char[bytes.Length];
        try
        {
            while (!isEnough() && screen.Read(bytes) is > 0 and var count)
            {
                shown.Append(characters, 0, decoder.GetChars(bytes, 0, count, characters, 0));
            }
        }
        catch (IOException)
        {
            // How Linux says that the last program has left the terminal.
        }
    }

    [LibraryImport("libc", EntryPoint = "posix_openpt")]
    private static partial int OpenTerminal(int flags);

    [LibraryImport("libc", EntryPoint = "grantpt")]
    private static partial int Grant(int terminal);

    [LibraryImport("libc", EntryPoint = "unlockpt")]
    private static partial int Unlock(int terminal);

    [LibraryImport("libc", EntryPoint = "ptsname")]
    private static partial nint NameOf(int terminal);
}
