using System.Buffers;
using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace Coupler.Problems;

/// <summary>
/// Terms as JSON: <c>{"variables":3,"terms":[[-1.5,0,2],[3,1]],"squares":[[2,[1,0],[-1]]]}</c>, each its weight and then its
/// variables, or its terms.
/// </summary>
internal static class TermJson
{
    /// <summary>Terms of so many variables are read without anything being allocated for them.</summary>
    private const int MostUsual = 8;

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

    /// <exception cref="FormatException">The bytes do not follow the format.</exception>
    public static (ImmutableArray<Term> Terms, ImmutableArray<SquaredSum> Squares, int Variables) FromBytes(
        string format, ReadOnlyMemory<byte> bytes)
    {
        try
        {
            var reader = new Utf8JsonReader(bytes.Span);
            return Read(ref reader);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or FormatException
            or ArgumentException)
        {
            throw new FormatException($"The bytes are no {format}: {Reason(exception)}", exception);
        }
    }

    /// <summary>Whoever reads a file knows nothing of the parameter that .NET names at the end.</summary>
    public static string Reason(Exception exception)
    {
        var end = exception.Message.IndexOf(" (Parameter '", StringComparison.Ordinal);
        return exception is ArgumentException && end > 0 ? exception.Message[..end] : exception.Message;
    }

    private static (ImmutableArray<Term> Terms, ImmutableArray<SquaredSum> Squares, int Variables) Read(ref Utf8JsonReader json)
    {
        var (variables, terms, squares) = ((int?)null, default(ImmutableArray<Term>), ImmutableArray<SquaredSum>.Empty);
        Expect(ref json, JsonTokenType.StartObject, "an object");
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var name = json.GetString();
            json.Read();
            if (name == "variables") variables = json.GetInt32();
            else if (name == "terms") terms = ReadTerms(ref json);
            else if (name == "squares") squares = ReadSquares(ref json);
            else json.Skip();
        }

        if (variables is not { } count) throw new JsonException("'variables' is missing.");
        if (terms.IsDefault) throw new JsonException("'terms' is missing.");
        ArgumentOutOfRangeException.ThrowIfNegative(count, nameof(variables));
        if (json.Read()) throw new JsonException("something follows the object.");
        return (terms, squares, count);
    }

    private static ImmutableArray<Term> ReadTerms(ref Utf8JsonReader json)
    {
        var terms = ImmutableArray.CreateBuilder<Term>();
        Check(json, JsonTokenType.StartArray, "an array of terms");
        while (json.Read() && json.TokenType != JsonTokenType.EndArray) terms.Add(ReadTerm(ref json));
        return terms.DrainToImmutable();
    }

    private static Term ReadTerm(ref Utf8JsonReader json)
    {
        Check(json, JsonTokenType.StartArray, "an array for a term");
        Expect(ref json, JsonTokenType.Number, "a weight");
        var weight = json.GetDouble();
        Span<int> few = stackalloc int[MostUsual];
        var count = 0;
        List<int>? many = null;
        while (json.Read() && json.TokenType == JsonTokenType.Number)
        {
            var variable = json.GetInt32();
            if (count < few.Length) few[count++] = variable;
            else (many ??= [.. few]).Add(variable);
        }

        Check(json, JsonTokenType.EndArray, "variables");
        return new Term(weight, many is null ? few[..count] : CollectionsMarshal.AsSpan(many));
    }

    private static ImmutableArray<SquaredSum> ReadSquares(ref Utf8JsonReader json)
    {
        var squares = ImmutableArray.CreateBuilder<SquaredSum>();
        var terms = new List<Term>();
        Check(json, JsonTokenType.StartArray, "an array of squared sums");
        while (json.Read() && json.TokenType != JsonTokenType.EndArray)
        {
            Check(json, JsonTokenType.StartArray, "an array for a squared sum");
            Expect(ref json, JsonTokenType.Number, "a weight");
            var weight = json.GetDouble();
            terms.Clear();
            while (json.Read() && json.TokenType != JsonTokenType.EndArray) terms.Add(ReadTerm(ref json));
            squares.Add(new SquaredSum(weight, CollectionsMarshal.AsSpan(terms)));
        }

        return squares.DrainToImmutable();
    }

    private static void Expect(ref Utf8JsonReader json, JsonTokenType type, string what)
    {
        json.Read();
        Check(json, type, what);
    }

    private static void Check(in Utf8JsonReader json, JsonTokenType type, string what)
    {
        if (json.TokenType != type) throw new JsonException($"{what} should be at byte {json.TokenStartIndex}.");
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
