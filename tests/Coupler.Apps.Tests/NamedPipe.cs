using System.Runtime.InteropServices;

namespace Coupler.Apps.Tests;

/// <summary>A file that stands for a pipe: who opens one end waits for who opens the other. Unix.</summary>
internal static partial class NamedPipe
{
    private const uint ForThisUser = 0x180;

    /// <summary>Returns the path.</summary>
    public static string Create(string path)
    {
        Assert.Equal(0, Make(path, ForThisUser));
        return path;
    }

    /// <summary>Returns when the program at the other end has opened that.</summary>
    public static Task<FileStream> OpenAsync(string path, FileAccess access) => Task.Run(
        () => new FileStream(path, FileMode.Open, access, FileShare.ReadWrite, bufferSize: 0),
        TestContext.Current.CancellationToken);

    [LibraryImport("libc", EntryPoint = "mkfifo", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Make(string path, uint mode);
}
