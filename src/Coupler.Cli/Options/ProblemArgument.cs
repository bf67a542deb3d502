using Coupler.Problems;
using Coupler.Problems.Rudy;

namespace Coupler.Cli.Options;

/// <summary>The file with a problem: whether one is it, and its reading.</summary>
internal static class ProblemArgument
{
    /// <summary>Enough to see the first line, however long the remarks before it are.</summary>
    private const int LengthOfStart = 4_096;

    /// <summary>Whether a file is a problem by its name and first words: a graph or JSON, which no OpenQASM begins as.</summary>
    public static bool Recognises(string path)
    {
        if (Path.GetExtension(path).Equals(".qasm", StringComparison.OrdinalIgnoreCase)) return false;
        var start = InputFile.StartOf(path, LengthOfStart).TrimStart();
        return start is [var first, ..] && (first == '{' || char.IsAsciiDigit(first));
    }

    /// <param name="kind">What the file has; null where its words tell.</param>
    /// <exception cref="IOException">It is not there, cannot be read, or has nothing to solve.</exception>
    /// <exception cref="ProblemSyntaxException">It is no such problem.</exception>
    /// <exception cref="CommandException">It is no such problem, or may be of several kinds.</exception>
    public static Task<Problem> ReadAsync(string path, ProblemKind? kind, CancellationToken cancellationToken) =>
        InputFile.ReadAsync(path, "a problem", async file =>
        {
            var chosen = kind ?? KindOf(path);
            var problem = chosen == ProblemKind.MaxCut
                ? RudyFormat.Read(file)
                : Read(path, new Payload(FormatOf(chosen), await File.ReadAllBytesAsync(file, cancellationToken)));
            return problem.VariableCount > 0
                ? problem
                : throw new IOException($"'{path}' has no variables: there is nothing to solve.");
        });

    private static ProblemKind KindOf(string path) => InputFile.StartOf(path, LengthOfStart).TrimStart() is ['{', ..]
        ? throw new CommandException(new(
            FailureKind.Usage, $"'{path}' is JSON, which may be a QUBO, an Ising model or a PUBO: say which, such as --as qubo."))
        : ProblemKind.MaxCut;

    private static string FormatOf(ProblemKind kind) => kind switch
    {
        ProblemKind.Qubo => QuboFormat.Name,
        ProblemKind.Ising => IsingFormat.Name,
        _ => PuboFormat.Name,
    };

    private static Problem Read(string path, Payload payload)
    {
        try
        {
            return (Problem)Workload.FromPayload(payload);
        }
        catch (FormatException exception)
        {
            throw new CommandException(new(FailureKind.Syntax, $"{path}: {exception.Message}"));
        }
    }
}
