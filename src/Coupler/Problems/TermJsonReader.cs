using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace Coupler.Problems;

/// <summary>
/// Reads the members of a problem as JSON, from front to end. What is wrong is a <see cref="JsonException"/>, or what a term says
/// of itself, and <see cref="Place"/> tells where it is.
/// </summary>
internal ref struct TermJsonReader(ReadOnlySpan<byte> bytes)
{
    /// <summary>Terms of so many variables are read without anything being allocated for them.</summary>
    private const int MostUsual = 8;

    private const string FormOfTerm = "a term is an array of its weight and then its variables, [weight, variable, …]";
    private const string FormOfSquare =
        "a squared sum is an array of its weight and then its terms, [weight, [weight, variable], …]";
    private const string FormOfEntry = "a term is an array of three numbers, [row, column, weight]";

    private Utf8JsonReader json = new(bytes);
    private int term;
    private int square;

    /// <summary>Which term or squared sum is being read, counted from 1, and a colon; empty outside of them.</summary>
    public readonly string Place => (square, term) switch
    {
        (0, 0) => "",
        (0, _) => $"Term {term}: ",
        (_, 0) => $"Squared sum {square}: ",
        _ => $"Squared sum {square}, term {term}: ",
    };

    public void ReadStart()
    {
        json.Read();
        if (json.TokenType != JsonTokenType.StartObject) throw Wrong("a problem is an object");
    }

    /// <returns>The name of the next member, of which the value is next; null at the end.</returns>
    public string? ReadMember()
    {
        json.Read();
        if (json.TokenType != JsonTokenType.PropertyName) return json.Read() ? throw Wrong("nothing follows the object") : null;
        var name = json.GetString();
        json.Read();
        return name;
    }

    /// <summary>For a member that the format does not have.</summary>
    public static JsonException Unknown(string name, string known) =>
        new($"A problem has no '{name}', only {known}. Leave it out, or write it as one of these.");

    public readonly double ReadOffset() =>
        json.TokenType == JsonTokenType.Number ? json.GetDouble() : throw Wrong("'offset' is a number");

    public readonly int ReadVariables() =>
        json.TokenType == JsonTokenType.Number && json.TryGetInt32(out var count) && count >= 0
            ? count
            : throw Wrong($"'variables' is a whole number from 0 to {int.MaxValue}");

    public ImmutableArray<Term> ReadTerms()
    {
        var terms = ImmutableArray.CreateBuilder<Term>();
        if (json.TokenType != JsonTokenType.StartArray) throw Wrong("'terms' is an array of terms");
        for (term = 1; NextItem(); term++) terms.Add(ReadTerm());
        term = 0;
        return terms.DrainToImmutable();
    }

    public ImmutableArray<SquaredSum> ReadSquares()
    {
        var squares = ImmutableArray.CreateBuilder<SquaredSum>();
        var terms = new List<Term>();
        if (json.TokenType != JsonTokenType.StartArray) throw Wrong("'squares' is an array of squared sums");
        for (square = 1; NextItem(); square++)
        {
            var weight = ReadWeight(FormOfSquare);
            terms.Clear();
            for (term = 1; NextItem(); term++) terms.Add(ReadTerm());
            term = 0;
            squares.Add(new SquaredSum(weight, CollectionsMarshal.AsSpan(terms)));
        }

        square = 0;
        return squares.DrainToImmutable();
    }

    /// <summary>Terms as a matrix has them, each a row, a column and a weight.</summary>
    public List<(int Row, int Column, double Weight)> ReadEntries()
    {
        var entries = new List<(int, int, double)>();
        if (json.TokenType != JsonTokenType.StartArray) throw Wrong("'terms' is an array of terms");
        for (term = 1; NextItem(); term++)
        {
            if (json.TokenType != JsonTokenType.StartArray) throw Wrong(FormOfEntry);
            json.Read();
            var row = Variable(FormOfEntry);
            json.Read();
            var column = Variable(FormOfEntry);
            json.Read();
            if (json.TokenType != JsonTokenType.Number) throw Wrong(FormOfEntry);
            entries.Add((row, column, json.GetDouble()));
            json.Read();
            if (json.TokenType != JsonTokenType.EndArray) throw Wrong(FormOfEntry);
        }

        term = 0;
        return entries;
    }

    private Term ReadTerm()
    {
        var weight = ReadWeight(FormOfTerm);
        Span<int> few = stackalloc int[MostUsual];
        var count = 0;
        List<int>? many = null;
        while (NextItem())
        {
            var variable = Variable(FormOfTerm);
            if (count < few.Length) few[count++] = variable;
            else (many ??= [.. few]).Add(variable);
        }

        return new Term(weight, many is null ? few[..count] : CollectionsMarshal.AsSpan(many));
    }

    private bool NextItem() => json.Read() && json.TokenType != JsonTokenType.EndArray;

    /// <summary>The first item of an array that begins here.</summary>
    private double ReadWeight(string form)
    {
        if (json.TokenType != JsonTokenType.StartArray) throw Wrong(form);
        json.Read();
        return json.TokenType == JsonTokenType.Number ? json.GetDouble() : throw Wrong(form);
    }

    private readonly int Variable(string form)
    {
        if (json.TokenType != JsonTokenType.Number) throw Wrong(form);
        return json.TryGetInt32(out var variable)
            ? variable
            : throw Wrong($"a variable is a whole number from 0 to {int.MaxValue - 1}");
    }

    private readonly JsonException Wrong(string what) => new($"{what}; there is something else at byte {json.TokenStartIndex}.");
}
