namespace Coupler.Cli;

/// <summary>Where all goes that is not the result. Where nobody can hear it, nothing else changes.</summary>
internal static class StandardError
{
    public static void WriteLine(string message) => Write(message + Environment.NewLine);

    public static void Write(string message)
    {
        try
        {
            Console.Error.Write(message);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // It is closed, or its disk is full: there is no other place to say so.
        }
    }
}
