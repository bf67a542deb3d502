using Wire = Coupler.Problems.Qio.ProtobufReader.Wire;

namespace Coupler.Problems.Qio;

/// <summary>
/// One message of the protobuf variant, package AzureQuantum:
/// <c>Problem {CostFunction cost_function = 1; google.protobuf.Struct metadata = 2}</c>,
/// <c>CostFunction {ProblemType type = 1; string version = 2; repeated Term terms = 3;
/// map&lt;string, int64&gt; init_config = 4}</c>, <c>Term {double c = 1; repeated int64 ids = 2}</c>. A type that is left out is
/// that of another message, or PUBO.
/// </summary>
internal static class QioMessage
{
    /// <summary>The numbers of the types; the service had MAXSAT and SOFTSPIN, 2 and 3, for its own use.</summary>
    private const ulong PuboType = 0;

    private const ulong IsingType = 1;

    public static void Read(ProtobufReader message, QioParts parts)
    {
        while (message.HasMore)
        {
            var (field, wire) = message.ReadTag();
            if (field is 1 or 2) message.Expect(wire, Wire.Bytes);
            if (field == 1) ReadCostFunction(message.ReadMessage(), parts);
            else if (field == 2) ReadMetadata(message.ReadMessage(), parts);
            else message.Skip(wire);
        }
    }

    public static byte[] Write(QioProblem problem, ReadOnlySpan<Term> terms, bool isFirst)
    {
        var cost = new ProtobufWriter();
        if (problem.Problem.VariableKind == VariableKind.Spin) cost.Varint(1, IsingType);
        cost.Text(2, problem.InitialConfiguration is null ? "1.0" : "1.1");
        foreach (var term in terms)
        {
            var (written, read) = (new ProtobufWriter(), term);
            written.Double(1, term.Weight);
            written.Packed(2, Enumerable.Range(0, term.Degree).Select(i => problem.IdOf(read[i])));
            cost.Message(3, written);
        }

        if (isFirst && problem.InitialConfiguration is { } values)
        {
            for (var i = 0; i < values.Length; i++)
            {
                var entry = new ProtobufWriter();
                entry.Text(1, $"{problem.IdOf(i)}");
                entry.Varint(2, (ulong)problem.ValueOf(values, i));
                cost.Message(4, entry);
            }
        }

        var message = new ProtobufWriter();
        message.Message(1, cost);
        if (isFirst && problem.Name is { } name) message.Message(2, Metadata(name));
        return message.Written.ToArray();
    }

    private static void ReadCostFunction(ProtobufReader message, QioParts parts)
    {
        while (message.HasMore)
        {
            var (field, wire) = message.ReadTag();
            switch (field)
            {
                case 1:
                    message.Expect(wire, Wire.Varint);
                    ReadType(ref message, parts);
                    break;
                case 3:
                    message.Expect(wire, Wire.Bytes);
                    ReadTerm(message.ReadMessage(), parts);
                    break;
                case 4:
                    message.Expect(wire, Wire.Bytes);
                    ReadInitial(message.ReadMessage(), parts);
                    break;
                default:
                    message.Skip(wire);
                    break;
            }
        }
    }

    private static void ReadType(ref ProtobufReader message, QioParts parts)
    {
        var type = message.ReadVarint();
        if (type > IsingType) throw message.Wrong(QioFault.OutOfRange, $"There is no type {type}; 0 is PUBO, 1 is ISING.");
        if (type != PuboType) parts.Kind = VariableKind.Spin;
    }

    private static void ReadTerm(ProtobufReader message, QioParts parts)
    {
        var weight = 0.0;
        parts.BeginProduct();
        while (message.HasMore)
        {
            var (field, wire) = message.ReadTag();
            if (field == 1)
            {
                message.Expect(wire, Wire.Fixed64);
                weight = message.ReadDouble();
            }
            else if (field == 2 && wire == Wire.Bytes)
            {
                var ids = message.ReadMessage();
                while (ids.HasMore) Multiply(ref ids, parts);
            }
            else if (field == 2)
            {
                message.Expect(wire, Wire.Varint);
                Multiply(ref message, parts);
            }
            else
            {
                message.Skip(wire);
            }
        }

        if (!double.IsFinite(weight)) throw message.Wrong(QioFault.OutOfRange, $"The weight {weight} is not finite.");
        parts.Add(new Term(weight, parts.Product));
    }

    private static void Multiply(ref ProtobufReader message, QioParts parts)
    {
        var id = (long)message.ReadVarint();
        if (id < 0) throw message.Wrong(QioFault.OutOfRange, $"The id {id} is negative.");
        if (!parts.TryMultiply(id)) throw message.Wrong(QioFault.DuplicateVariable, $"The variable {id} is twice in this term.");
    }

    private static void ReadInitial(ProtobufReader message, QioParts parts)
    {
        var (id, value) = ("", 0L);
        while (message.HasMore)
        {
            var (field, wire) = message.ReadTag();
            if (field is 1 or 2) message.Expect(wire, field == 1 ? Wire.Bytes : Wire.Varint);
            if (field == 1) id = message.ReadText();
            else if (field == 2) value = (long)message.ReadVarint();
            else message.Skip(wire);
        }

        parts.HasInitial = true;
        if (!long.TryParse(id, out var number)) throw message.Wrong(QioFault.InitialConfiguration, $"'{id}' is no id.");
        parts.AddInitial(number, value);
    }

    /// <summary>A Struct is a map from texts to Values, which have a text as field 3.</summary>
    private static ProtobufWriter Metadata(string name)
    {
        var (data, entry, value) = (new ProtobufWriter(), new ProtobufWriter(), new ProtobufWriter());
        value.Text(3, name);
        entry.Text(1, "name");
        entry.Message(2, value);
        data.Message(1, entry);
        return data;
    }

    private static void ReadMetadata(ProtobufReader message, QioParts parts)
    {
        while (message.HasMore)
        {
            var (field, wire) = message.ReadTag();
            if (field == 1 && wire == Wire.Bytes) ReadEntry(message.ReadMessage(), parts);
            else message.Skip(wire);
        }
    }

    private static void ReadEntry(ProtobufReader message, QioParts parts)
    {
        var (key, text) = ("", (string?)null);
        while (message.HasMore)
        {
            var (field, wire) = message.ReadTag();
            if (field == 1 && wire == Wire.Bytes) key = message.ReadText();
            else if (field == 2 && wire == Wire.Bytes) text = ReadValue(message.ReadMessage());
            else message.Skip(wire);
        }

        if (key == "name" && text is not null) parts.Name = text;
    }

    private static string? ReadValue(ProtobufReader message)
    {
        string? text = null;
        while (message.HasMore)
        {
            var (field, wire) = message.ReadTag();
            if (field == 3 && wire == Wire.Bytes) text = message.ReadText();
            else message.Skip(wire);
        }

        return text;
    }
}
