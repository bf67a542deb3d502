using System.CommandLine;
using Coupler.Qasm;

namespace Coupler.Cli.Options;

/// <summary>The file with the circuit.</summary>
internal sealed class CircuitArgument : Argument<string>
{
    private const string StandardInput = "/dev/stdin";

    public CircuitArgument()
        : base("file") => Description = "An OpenQASM 2 or 3 file; - for the standard input.";

    /// <exception cref="IOException">The file is not there or cannot be read; the message says what to do.</exception>
    /// <exception cref="QasmSyntaxException">It is no OpenQASM.</exception>
    public static async Task<QasmDocument> ReadAsync(string path, CancellationToken cancellationToken)
    {
        if (path == "-") path = StandardInput;
        if (Directory.Exists(path)) throw new IOException($"'{path}' is a folder; name an OpenQASM file in it.");
        if (!File.Exists(path))
        {
            var current = Directory.GetCurrentDirectory();
            throw new FileNotFoundException($"There is no file '{path}'; the current folder is '{current}'.");
        }

        try
        {
            return await QasmDocument.ReadAsync(path, cancellationToken);
        }
        catch (UnauthorizedAccessException exception)
        {
            throw new IOException($"'{path}' cannot be read: this user is not allowed to.", exception);
        }
    }
}
