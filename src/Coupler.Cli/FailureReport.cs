using System.CommandLine;
using System.Text.Json;
using Coupler.Cli.Options;

namespace Coupler.Cli;

/// <summary>Tells a failure: as text on the standard error, or as the one JSON object where that was asked for.</summary>
internal static class FailureReport
{
    public static int Write(CommandFailure failure, ParseResult parsed)
    {
        if (!IsCutOff(failure) && !TryWriteJson(failure, parsed)) StandardError.WriteLine($"coupler: {failure.Message}");
        return (int)failure.ExitCode;
    }

    /// <summary>
    /// Whoever stops a result while it is being written knows it. And the console, which may wait for somebody to read,
    /// would let nothing else be written, to the standard error neither.
    /// </summary>
    private static bool IsCutOff(CommandFailure failure) =>
        failure.Kind == FailureKind.Cancelled && StandardOutput.HasBegun;

    /// <summary>One object at most; and the failure may be that nothing can be written there.</summary>
    private static bool TryWriteJson(CommandFailure failure, ParseResult parsed)
    {
        if (!WantsJson(parsed) || StandardOutput.HasBegun) return false;
        try
        {
            JsonOutput.Write(json => WriteFailure(json, failure));
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    /// <summary>Looks at the words as they were typed: the command line may be one that did not parse.</summary>
    private static bool WantsJson(ParseResult parsed) =>
        parsed.Tokens.Zip(parsed.Tokens.Skip(1))
            .Any(pair => pair is { First.Value: OutputFormats.Flag, Second.Value: OutputFormats.Json });

    private static void WriteFailure(Utf8JsonWriter json, CommandFailure failure)
    {
        if (failure.Job is { } job) json.WriteString("job", job);
        if (failure.Target is { } target) json.WriteString("target", target);
        if (failure.Status is { } status) json.WriteString("status", JsonOutput.Word(status));
        json.WriteStartObject("error");
        json.WriteString("kind", JsonOutput.Word(failure.Kind));
        json.WriteString("message", failure.Problem ?? failure.Message);
        if (failure.Line is { } line) json.WriteNumber("line", line);
        if (failure.Column is { } column) json.WriteNumber("column", column);
        json.WriteEndObject();
    }
}
