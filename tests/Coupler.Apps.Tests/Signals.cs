using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Coupler.Apps.Tests;

/// <summary>What a terminal sends to the program before it.</summary>
internal static partial class Signals
{
    private const int Interrupt = 2;

    /// <summary>What Ctrl-C sends.</summary>
    public static void SendInterrupt(Process process) => Assert.Equal(0, Kill(process.Id, Interrupt));

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Kill(int process, int signal);
}
