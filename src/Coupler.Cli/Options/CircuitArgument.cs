using System.CommandLine;
using Coupler.Qasm;

namespace Coupler.Cli.Options;

/// <summary>The file with the circuit.</summary>
internal sealed class CircuitArgument : Argument<string>
{
    public CircuitArgument()
        : base("file") => Description = "An OpenQASM 2 or 3 file; - for the standard input.";

    /// <exception cref="IOException">The file is not there or cannot be read; the message says what to do.</exception>
    /// <exception cref="QasmSyntaxException">It is no OpenQASM.</exception>
    public static Task<QasmDocument> ReadAsync(string path, CancellationToken cancellationToken) =>
        InputFile.ReadAsync(path, "an OpenQASM file", file => QasmDocument.ReadAsync(file, cancellationToken));
}
