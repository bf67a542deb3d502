using System.Runtime.InteropServices;

namespace Coupler.Jobs;

/// <summary>Makes the names in a folder last: a file that was renamed into it may else be gone after a power failure.</summary>
internal static partial class FolderFlush
{
    /// <summary>Windows has no such call: there NTFS keeps names in its journal.</summary>
    /// <exception cref="IOException">The folder cannot be opened or flushed.</exception>
    public static void Flush(string folder)
    {
        if (OperatingSystem.IsWindows()) return;
        var file = Open(folder, flags: 0);
        var isDone = file >= 0 && Sync(file) == 0;
        var error = isDone ? 0 : Marshal.GetLastPInvokeError();
        if (file >= 0) _ = Close(file);
        if (!isDone) throw new IOException($"'{folder}' cannot be flushed: {Marshal.GetPInvokeErrorMessage(error)}.", error);
    }

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int Sync(int file);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int file);
}
