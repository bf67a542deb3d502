using System.Text.Json;

namespace Coupler.Problems.Qio;

/// <summary>
/// Results as Azure Quantum's optimisation service gave them, <c>microsoft.qio-results.v2</c>: <c>{"version":"1.0",
/// "configuration":{"0":1},"cost":-1,"parameters":{},"solutions":[{"configuration":{"0":1},"cost":-1}]}</c>, best first.
/// Those of 1QBit (<c>qio-results.v1</c>, with values that are texts) and of Toshiba, which have no configuration beside
/// the solutions, are read as well.
/// </summary>
public static class QioResultFormat
{
    public const string Name = "microsoft.qio-results.v2";

    /// <summary>
    /// Reads the solutions; the configuration beside them counts only if there are none. Costs are computed from the problem, and
    /// solutions ordered by them.
    /// </summary>
    /// <param name="problem">Whose values they are.</param>
    /// <param name="path">What a mistake names as its file.</param>
    /// <exception cref="ProblemSyntaxException">It is no such result, or not one of this problem.</exception>
    public static ProblemResult Read(Stream stream, QioProblem problem, string? path = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(problem);
        problem.Check();
        using var text = Gzip.Open(stream);
        var solutions = new QioResultReader(new JsonTokens(text, path), problem).Read();
        return new ProblemResult { Solutions = solutions }.Recomputed(problem.Problem);
    }

    /// <param name="result">Its solutions are as long as the problem has variables.</param>
    /// <param name="stream">Stays open.</param>
    /// <param name="parameters">What the solver worked with, an object; null is none.</param>
    /// <exception cref="ArgumentException">A solution has too few values, or the ids do not fit the problem.</exception>
    public static void Write(ProblemResult result, QioProblem problem, Stream stream, JsonElement? parameters = null)
    {
        ArgumentNullException.ThrowIfNull(result);
        ArgumentNullException.ThrowIfNull(problem);
        ArgumentNullException.ThrowIfNull(stream);
        problem.Check();
        if (result.Solutions.Any(solution => solution.Values.Length < problem.Problem.VariableCount))
        {
            throw new ArgumentException("A solution has fewer values than the problem has variables.", nameof(result));
        }

        using var json = new Utf8JsonWriter(stream);
        json.WriteStartObject();
        json.WriteString("version", "1.0");
        Write(json, problem, result.Best);
        json.WritePropertyName("parameters");
        if (parameters is { } used) used.WriteTo(json);
        else json.WriteRawValue("{}"u8);
        json.WriteStartArray("solutions");
        foreach (var solution in result.Solutions)
        {
            json.WriteStartObject();
            Write(json, problem, solution);
            json.WriteEndObject();
            json.Flush();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, QioProblem problem, Solution solution)
    {
        QioValues.Write(json, "configuration", problem, solution.Values);
        json.WriteNumber("cost", solution.Cost);
    }
}
