using System.Collections.Immutable;
using Coupler.Problems;

namespace Coupler.Cli.Options;

/// <summary>The file with a problem: whether one is it, and its reading.</summary>
internal static class ProblemArgument
{
    /// <summary>Whether a file is a problem by its name and its beginning; a pipe, which is read but once, is not.</summary>
    public static bool Recognises(string path)
    {
        if (Path.GetExtension(path).Equals(".qasm", StringComparison.OrdinalIgnoreCase)) return false;
        try
        {
            using var stream = InputFile.Peek(path);
            if (stream is null) return false;
            _ = ProblemFileKind.Of(path, stream);
            return true;
        }
        catch (ProblemFileException doubt)
        {
            return doubt.Candidates.Length < Enum.GetValues<ProblemFileFormat>().Length;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Whoever reads it says so.
            return false;
        }
    }

    /// <param name="kind">What the file has; null where it tells that itself.</param>
    /// <param name="number">Which problem of the file, from 1; null where there is one.</param>
    /// <exception cref="IOException">It is not there, cannot be read, or has nothing to solve.</exception>
    /// <exception cref="ProblemSyntaxException">It is no such problem.</exception>
    /// <exception cref="CommandException">It is no such problem, or may be of several kinds.</exception>
    public static Task<ProblemFile> ReadAsync(
        string path, ProblemKind? kind, int? number, CancellationToken cancellationToken) =>
        InputFile.ReadAsync(path, "a problem", async file =>
        {
            await using var stream = await InputFile.OpenAsync(file, cancellationToken);
            var read = Read(stream, file, kind, number);
            return read.Problem.VariableCount > 0
                ? read
                : throw new IOException($"'{path}' has no variables: there is nothing to solve.");
        });

    private static ProblemFile Read(Stream stream, string path, ProblemKind? kind, int? number)
    {
        ProblemFileFormat? format = null;
        try
        {
            format = kind is { } chosen ? FormatOf(chosen, stream) : ProblemFileKind.Of(path, stream);
            return ProblemFile.Read(stream, path, format, number);
        }
        catch (ProblemFileException doubt)
        {
            var isToBeChosen = format == ProblemFileFormat.OrLibrary && number is null;
            var advice = isToBeChosen ? " Say which, such as --number 1." : Choices(doubt.Candidates);
            throw new CommandException(new(FailureKind.Usage, doubt.Message + advice));
        }
        catch (FormatException exception) when (exception is not ProblemSyntaxException)
        {
            throw new CommandException(new(FailureKind.Syntax, $"{path}: {exception.Message}"));
        }
    }

    private static ProblemFileFormat FormatOf(ProblemKind kind, Stream stream) => kind switch
    {
        ProblemKind.MaxCut => ProblemFileFormat.MaxCut,
        ProblemKind.Qubo => ProblemFileKind.OfQubo(stream),
        ProblemKind.Bqp => ProblemFileFormat.OrLibrary,
        ProblemKind.Ising => ProblemFileFormat.Ising,
        ProblemKind.Pubo => ProblemFileFormat.Pubo,
        ProblemKind.Qio => ProblemFileKind.OfQio(stream),
        _ => ProblemFileFormat.Tsplib,
    };

    /// <summary>Of the formats that a file may have, the words for them.</summary>
    private static string Choices(ImmutableArray<ProblemFileFormat> formats)
    {
        string[] words = [.. formats.Select(format => $"--as {WordOf(format)}")];
        return words.Length == 0 ? "" : $" Say which: {string.Join(", ", words[..^1])} or {words[^1]}.";
    }

    private static string WordOf(ProblemFileFormat format) => format switch
    {
        ProblemFileFormat.BiqMac or ProblemFileFormat.Qbsolv or ProblemFileFormat.Qubo => "qubo",
        ProblemFileFormat.OrLibrary => "bqp",
        ProblemFileFormat.QioProtobuf => "qio",
        ProblemFileFormat.Tsplib => "tsp",
        _ => format.ToString().ToLowerInvariant(),
    };
}
