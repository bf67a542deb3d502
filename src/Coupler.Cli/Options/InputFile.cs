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

    /// <summary>The first characters, without those that a pipe, which can be read but once, would lose.</summary>
    /// <returns>Empty for what is no file of some length, or cannot be read.</returns>
    public static string StartOf(string path, int length)
    {
        var file = new FileInfo(path == "-" ? StandardInput : path);
        if (!file.Exists || file.Length == 0) return "";
        try
        {
            using var text = file.OpenText();
            var start = new char[length];
            return new string(start, 0, text.ReadBlock(start));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
