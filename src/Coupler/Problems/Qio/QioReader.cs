using System.Text.Json;

namespace Coupler.Problems.Qio;

/// <summary>Reads one problem of JSON.</summary>
internal ref struct QioReader(JsonTokens tokens)
{
    private static readonly string[] Versions = ["1.0", "1.1"];

    private readonly QioParts parts = new();
    private readonly HashSet<string> seen = [];
    private JsonTokens tokens = tokens;
    private QioType? type;
    private JsonPlace initialPlace;
    private JsonPlace squaresPlace;

    public QioProblem Read()
    {
        tokens.ReadValue(JsonTokenType.StartObject, "a problem, an object,");
        while (tokens.ReadProperty())
        {
            if (IsSection("metadata")) ReadMetadata();
            else if (IsSection("cost_function")) ReadCostFunction();
            else tokens.Skip();
        }

        Require("cost_function");
        var (end, initial) = (tokens.Place, initialPlace);
        tokens.Read();
        return parts.ToProblem((fault, problem) =>
            (fault == QioFault.InitialConfiguration ? initial : end).Wrong(fault, problem));
    }

    private void ReadMetadata()
    {
        tokens.ReadValue(JsonTokenType.StartObject, "the metadata, an object,");
        while (tokens.ReadProperty())
        {
            if (!tokens.Is("name"u8))
            {
                tokens.Skip();
                continue;
            }

            tokens.ReadValue(JsonTokenType.String, "a name, a text,");
            parts.Name = tokens.GetText();
        }
    }

    private void ReadCostFunction()
    {
        tokens.ReadValue(JsonTokenType.StartObject, "the cost function, an object,");
        while (tokens.ReadProperty())
        {
            if (IsSection("type")) ReadType();
            else if (IsSection("version")) ReadVersion();
            else if (IsSection("terms")) ReadTerms();
            else if (IsSection("terms_slc")) ReadSquares();
            else if (IsSection("initial_configuration")) ReadInitial();
            else tokens.Skip();
        }

        Require("version");
        Require("type");
        if (!seen.Contains("terms_slc")) Require("terms");
        else if (type is { IsGrouped: false }) throw squaresPlace.Wrong(QioFault.OutOfRange,
            $"Grouped terms are of the type '{type.Name}_grouped', and this says '{type.Name}'.");
    }

    private void ReadType()
    {
        tokens.ReadValue(JsonTokenType.String, "a type, a text,");
        var name = tokens.GetText();
        var names = QioType.All.Select(known => known.Name);
        type = Array.Find(QioType.All, known => known.Name == name)
            ?? throw tokens.Wrong(QioFault.OutOfRange, $"There is no type '{name}'; there are {string.Join(", ", names)}.");
        parts.Kind = type.Kind;
    }

    private void ReadVersion()
    {
        tokens.ReadValue(JsonTokenType.String, "a version, a text,");
        if (Versions.Contains(tokens.GetText())) return;
        throw tokens.Wrong(QioFault.OutOfRange, $"The versions that are read are {string.Join(" and ", Versions)}.");
    }

    private void ReadTerms()
    {
        tokens.ReadValue(JsonTokenType.StartArray, "the terms, an array,");
        while (tokens.ReadItem()) parts.Add(ReadTerm(most: int.MaxValue));
    }

    private void ReadSquares()
    {
        squaresPlace = tokens.Place;
        tokens.ReadValue(JsonTokenType.StartArray, "the grouped terms, an array,");
        while (tokens.ReadItem()) parts.Add(ReadSquare());
    }

    private SquaredSum ReadSquare()
    {
        tokens.Expect(JsonTokenType.StartObject, "a group of terms, an object,");
        double? weight = null;
        List<Term>? terms = null;
        while (tokens.ReadProperty())
        {
            if (tokens.Is("c"u8) || tokens.Is("w"u8)) weight = ReadWeight(weight);
            else if (!tokens.Is("terms"u8)) tokens.Skip();
            else if (terms is not null) throw tokens.Wrong(QioFault.NotParseable, "'terms' stands there twice.");
            else
            {
                terms = [];
                tokens.ReadValue(JsonTokenType.StartArray, "the terms of a group, an array,");
                while (tokens.ReadItem()) terms.Add(ReadTerm(most: 1));
            }
        }

        if (weight is null) throw tokens.Wrong(QioFault.MissingSection, "This group has no weight 'c'.");
        if (terms is null) throw tokens.Wrong(QioFault.MissingSection, "This group has no 'terms'.");
        return new SquaredSum(weight.Value, [.. terms]);
    }

    /// <param name="most">How many variables it may have.</param>
    private Term ReadTerm(int most)
    {
        tokens.Expect(JsonTokenType.StartObject, "a term, an object,");
        double? weight = null;
        var hasIds = false;
        while (tokens.ReadProperty())
        {
            if (tokens.Is("c"u8) || tokens.Is("w"u8)) weight = ReadWeight(weight);
            else if (!tokens.Is("ids"u8)) tokens.Skip();
            else if (hasIds) throw tokens.Wrong(QioFault.NotParseable, "'ids' stands there twice.");
            else
            {
                hasIds = true;
                ReadIds(most);
            }
        }

        if (weight is null) throw tokens.Wrong(QioFault.MissingSection, "This term has no weight 'c'.");
        if (!hasIds) throw tokens.Wrong(QioFault.MissingSection, "This term has no 'ids'.");
        return new Term(weight.Value, parts.Product);
    }

    private double ReadWeight(double? before)
    {
        if (before is not null) throw tokens.Wrong(QioFault.NotParseable, "The weight stands there twice.");
        tokens.ReadValue(JsonTokenType.Number, "a weight, a number,");
        return tokens.GetDouble("a weight");
    }

    private void ReadIds(int most)
    {
        tokens.ReadValue(JsonTokenType.StartArray, "the ids of variables, an array,");
        parts.BeginProduct();
        while (tokens.ReadItem())
        {
            tokens.Expect(JsonTokenType.Number, "the id of a variable, a number,");
            var id = ReadId(QioFault.OutOfRange);
            if (parts.Product.Length == most)
            {
                throw tokens.Wrong(QioFault.OutOfRange, "A term of a group has one variable, or none.");
            }

            if (parts.TryMultiply(id)) continue;
            throw tokens.Wrong(QioFault.DuplicateVariable,
                $"The variable {id} is twice in this term. For a bit write it once (x·x = x), for a spin not at all (s·s = 1).");
        }
    }

    private long ReadId(QioFault fault) => tokens.TryGetWhole() is >= 0 and var id
        ? id
        : throw tokens.Wrong(fault, $"The id of a variable is a whole number from 0 to {long.MaxValue}.");

    private void ReadInitial()
    {
        initialPlace = tokens.Place;
        parts.HasInitial = true;
        tokens.ReadValue(JsonTokenType.StartObject, "the initial configuration, an object,");
        while (tokens.ReadProperty())
        {
            var id = ReadId(QioFault.InitialConfiguration);
            tokens.ReadValue(JsonTokenType.Number, $"a value of variable {id}, a number,");
            parts.AddInitial(id, tokens.TryGetWhole() is >= -1 and <= 1 and var value
                ? value
                : throw tokens.Wrong(QioFault.InitialConfiguration, "A bit is 0 or 1, a spin is 1 or -1."));
        }
    }

    /// <summary>Whether the name that is here is this; it may be so once.</summary>
    private bool IsSection(string name)
    {
        if (!tokens.Is(name)) return false;
        return seen.Add(name) ? true : throw tokens.Wrong(QioFault.NotParseable, $"'{name}' stands there twice.");
    }

    private void Require(string section)
    {
        if (!seen.Contains(section)) throw tokens.Wrong(QioFault.MissingSection, $"The section '{section}' is missing.");
    }
}
