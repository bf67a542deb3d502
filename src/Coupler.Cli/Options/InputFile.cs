namespace Coupler.Cli.Options;

/// <summary>A file that somebody named to be read; - is the standard input.</summary>
internal static class InputFile
{
    private const string StandardInput = "/dev/stdin";

    /// <summary>Reads a file, which may be a pipe: it is opened once.</summary>
    /// <param name="what">What to name in place of a folder: <c>an OpenQASM file</c>.</param>
    /// <exception cref="IOException">The file is not there or cannot be read; the message says what to do.</exception>
    public static async Task<T> ReadAsync<T>(string path, string what, Func<string, Task<T>> read)
    {
        if (path == "-") path = StandardInput;
        if (Directory.Exists(path)) throw new IOException($"'{path}' is a folder; name {what} in it.");
        if (!File.Exists(path))
        {
            var current = Directory.GetCurrentDirectory();
            throw new FileNotFoundException($"There is no file '{path}'; the current folder is '{current}'.");
        }

        try
        {
            return await read(path);
        }
        catch (UnauthorizedAccessException exception)
        {
            throw new IOException($"'{path}' cannot be read: this user is not allowed to.", exception);
        }
    }

    /// <summary>A file that can be read again; null for a pipe, which would lose what is read, and for what is no file.</summary>
    public static Stream? Peek(string path)
    {
        var file = new FileInfo(path == "-" ? StandardInput : path);
        if (!file.Exists || file.Length == 0) return null;
        var stream = file.OpenRead();
        if (stream.CanSeek) return stream;
        stream.Dispose();
        return null;
    }

    /// <summary>The bytes of a file or a pipe, so that they can be looked at and then read from the beginning.</summary>
    public static async Task<Stream> OpenAsync(string path, CancellationToken cancellationToken)
    {
        var file = File.OpenRead(path);
        if (file.CanSeek) return file;
        await using (file)
        {
            var bytes = new MemoryStream();
            await file.CopyToAsync(bytes, cancellationToken);
            bytes.Position = 0;
            return bytes;
        }
    }
}
