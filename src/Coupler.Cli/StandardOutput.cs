namespace Coupler.Cli;

/// <summary>Where results go. Unlike the console's own writer it says what could not be written.</summary>
internal static class StandardOutput
{
    /// <summary>Whether some of a result may stand there.</summary>
    public static bool HasBegun { get; private set; }

    /// <exception cref="IOException">It is closed, or its disk is full.</exception>
    public static void Write(Action<Stream> write)
    {
        HasBegun = true;
        try
        {
            using var output = Console.OpenStandardOutput();
            write(output);
        }
        catch (IOException exception)
        {
            throw new IOException($"The standard output cannot be written to: {exception.Message}", exception);
        }
        catch (UnauthorizedAccessException exception)
        {
            throw new IOException("The standard output cannot be written to: it is closed.", exception);
        }
    }

    /// <inheritdoc cref="Write"/>
    public static void WriteText(Action<TextWriter> write) => Write(output =>
    {
        using var text = new StreamWriter(output, leaveOpen: true);
        write(text);
    });
}
