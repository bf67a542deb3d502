using System.Buffers;
using System.Collections.Immutable;
using System.Text.Json;

namespace Coupler.Problems;

/// <summary>
/// Terms as JSON: <c>{"variables":3,"terms":[[-1.5,0,2],[3,1]],"squares":[[2,[1,0],[-1]]]}</c>, each its weight and then its
/// variables, or its terms.
/// </summary>
internal static class TermJson
{
    public static ReadOnlyMemory<byte> ToBytes(Problem problem)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(buffer);
        json.WriteStartObject();
        json.WriteNumber("variables", problem.VariableCount);
        json.WriteStartArray("terms");
        foreach (var term in problem.Terms) Write(json, term);
        json.WriteEndArray();
        if (!problem.Squares.IsEmpty) Write(json, problem.Squares);
        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenMemory;
    }

    /// <param name="create">Makes the problem of its terms, its squared sums and the number of its variables.</param>
    /// <exception cref="FormatException">The bytes do not follow the format.</exception>
    public static T FromBytes<T>(
        string format, ReadOnlyMemory<byte> bytes, Func<ImmutableArray<Term>, ImmutableArray<SquaredSum>, int, T> create)
    {
        var reader = new TermJsonReader(bytes.Span);
        try
        {
            var (terms, squares, variables) = Read(ref reader);
            return create(terms, squares, variables);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or ArgumentException)
        {
            throw Wrong(format, reader.Place, exception);
        }
    }

    /// <summary>Whoever reads a file knows nothing of the parameter that .NET names at the end.</summary>
    public static FormatException Wrong(string format, string place, Exception exception)
    {
        var end = exception.Message.IndexOf(" (Parameter '", StringComparison.Ordinal);
        var reason = exception is ArgumentException && end > 0 ? exception.Message[..end] : exception.Message;
        return new FormatException($"The bytes are no {format}: {place}{reason}", exception);
    }

    private static (ImmutableArray<Term> Terms, ImmutableArray<SquaredSum> Squares, int Variables) Read(ref TermJsonReader json)
    {
        var (variables, terms, squares) = ((int?)null, default(ImmutableArray<Term>), ImmutableArray<SquaredSum>.Empty);
        json.ReadStart();
        while (json.ReadMember() is { } name)
        {
            if (name == "variables") variables = json.ReadVariables();
            else if (name == "terms") terms = json.ReadTerms();
            else if (name == "squares") squares = json.ReadSquares();
            else throw TermJsonReader.Unknown(name, "'variables', 'terms' and 'squares'");
        }

        if (variables is not { } count) throw new JsonException("'variables' is missing.");
        if (terms.IsDefault) throw new JsonException("'terms' is missing.");
        return (terms, squares, count);
    }

    private static void Write(Utf8JsonWriter json, ImmutableArray<SquaredSum> squares)
    {
        json.WriteStartArray("squares");
        foreach (var square in squares)
        {
            json.WriteStartArray();
            json.WriteNumberValue(square.Weight);
            foreach (var term in square.Terms) Write(json, term);
            json.WriteEndArray();
        }

        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, Term term)
    {
        json.WriteStartArray();
        json.WriteNumberValue(term.Weight);
        for (var i = 0; i < term.Degree; i++) json.WriteNumberValue(term[i]);
        json.WriteEndArray();
    }
}
