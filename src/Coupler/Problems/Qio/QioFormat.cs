using System.Text.Json;

namespace Coupler.Problems.Qio;

/// <summary>
/// Problems as Azure Quantum's optimisation service took them, <c>microsoft.qio.v2</c>: JSON, which may be compressed with gzip.
/// <c>{"cost_function":{"type":"pubo","version":"1.0","terms":[{"c":-3,"ids":[1,0]}]}}</c> is −3·x₁·x₀. Read and written as a
/// stream, so that only the problem itself is in memory.
/// </summary>
public static class QioFormat
{
    public const string Name = "microsoft.qio.v2";

    private const int FlushBytes = 1 << 16;

    /// <exception cref="IOException">The file is not there or cannot be read.</exception>
    /// <exception cref="ProblemSyntaxException">It is no such problem.</exception>
    public static QioProblem Read(string path)
    {
        using var stream = File.OpenRead(path);
        return Read(stream, path);
    }

    /// <param name="stream">Read to its end, if there is no mistake; it stays open.</param>
    /// <param name="path">What a mistake names as its file.</param>
    /// <inheritdoc cref="Read(string)"/>
    public static QioProblem Read(Stream stream, string? path = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        using var text = Gzip.Open(stream);
        return new QioReader(new JsonTokens(text, path)).Read();
    }

    /// <summary>Writes terms as they are; a variable that is in no term gets one of weight 0.</summary>
    /// <param name="stream">Stays open.</param>
    /// <param name="isCompressed">With gzip, as the service took it.</param>
    /// <exception cref="ArgumentException">
    /// The problem has no term, or ids or initial configuration do not fit its variables.
    /// </exception>
    public static void Write(QioProblem problem, Stream stream, bool isCompressed = false)
    {
        ArgumentNullException.ThrowIfNull(problem);
        ArgumentNullException.ThrowIfNull(stream);
        problem.Check();
        using var text = isCompressed ? Gzip.Create(stream) : null;
        using var json = new Utf8JsonWriter(text ?? stream);
        json.WriteStartObject();
        if (problem.Name is { } name)
        {
            json.WriteStartObject("metadata");
            json.WriteString("name", name);
            json.WriteEndObject();
        }

        json.WriteStartObject("cost_function");
        json.WriteString("version", problem.InitialConfiguration is null ? "1.0" : "1.1");
        json.WriteString("type", QioType.Of(problem.Problem).Name);
        WriteTerms(json, problem, problem.Problem.Terms.Concat(problem.Unnamed().Select(variable => new Term(0, variable))));
        if (!problem.Problem.Squares.IsEmpty) WriteSquares(json, problem);
        if (problem.InitialConfiguration is { } values) QioValues.Write(json, "initial_configuration", problem, values);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteSquares(Utf8JsonWriter json, QioProblem problem)
    {
        json.WriteStartArray("terms_slc");
        foreach (var square in problem.Problem.Squares)
        {
            json.WriteStartObject();
            json.WriteNumber("c", square.Weight);
            WriteTerms(json, problem, square.Terms);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteTerms(Utf8JsonWriter json, QioProblem problem, IEnumerable<Term> terms)
    {
        json.WriteStartArray("terms");
        foreach (var term in terms)
        {
            json.WriteStartObject();
            json.WriteNumber("c", term.Weight);
            json.WriteStartArray("ids");
            for (var i = 0; i < term.Degree; i++) json.WriteNumberValue(problem.IdOf(term[i]));
            json.WriteEndArray();
            json.WriteEndObject();
            if (json.BytesPending > FlushBytes) json.Flush();
        }

        json.WriteEndArray();
    }
}
