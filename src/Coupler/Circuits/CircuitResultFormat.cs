using System.Buffers;
using System.Collections.Immutable;
using System.Text.Json;

namespace Coupler.Circuits;

/// <summary>
/// The format in which Coupler's own targets answer with a <see cref="CircuitResult"/>: JSON, as docs/formats/circuit-json.md
/// specifies it. Of the provenance only the target that ran is part of it: whoever fetches a result knows the rest.
/// </summary>
public static class CircuitResultFormat
{
    public const string Name = "coupler.circuit-result.v1";

    public static Payload Write(CircuitResult result) => Payload.From(Name, result, ToBytes);

    /// <exception cref="FormatException">The bytes do not follow the format.</exception>
    public static CircuitResult Read(Payload payload)
    {
        ArgumentNullException.ThrowIfNull(payload);
        return payload.Read(FromBytes);
    }

    private static ReadOnlyMemory<byte> ToBytes(CircuitResult result)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(buffer);
        json.WriteStartObject();
        if (result.Provenance.Target.Length > 0) json.WriteString("target", result.Provenance.Target);
        WriteRegisters(json, result.Registers);
        json.WriteStartArray("outcomes");
        foreach (var outcome in result.Outcomes) json.WriteStringValue(outcome.ToString());
        json.WriteEndArray();
        json.WriteStartArray("counts");
        foreach (var outcome in result.Outcomes) json.WriteNumberValue(result.Counts[outcome]);
        json.WriteEndArray();
        if (!result.ShotOrder.IsEmpty)
        {
            json.WriteStartArray("shots");
            foreach (var place in result.ShotOrder) json.WriteNumberValue(place);
            json.WriteEndArray();
        }

        if (result.Probabilities is not null)
        {
            json.WriteStartObject("probabilities");
            foreach (var (outcome, probability) in result.Probabilities) json.WriteNumber(outcome.ToString(), probability);
            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenMemory;
    }

    private static void WriteRegisters(Utf8JsonWriter json, ImmutableArray<Register> registers)
    {
        json.WriteStartArray("registers");
        foreach (var register in registers)
        {
            json.WriteStartArray();
            json.WriteStringValue(register.Name);
            json.WriteNumberValue(register.Size);
            json.WriteEndArray();
        }

        json.WriteEndArray();
    }

    private static CircuitResult FromBytes(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            using var json = JsonDocument.Parse(bytes);
            return Result(json.RootElement);
        }
        catch (Exception exception) when (
            exception is JsonException or KeyNotFoundException or InvalidOperationException or ArgumentException
                or FormatException or OverflowException or IndexOutOfRangeException)
        {
            throw new FormatException($"The bytes are no {Name}: {exception.Message}", exception);
        }
    }

    private static CircuitResult Result(JsonElement json)
    {
        var registers = Registers(json.GetProperty("registers"));
        var bitCount = registers.Sum(register => register.Size);
        ImmutableArray<BitString> outcomes =
            [.. json.GetProperty("outcomes").EnumerateArray().Select(bits => Outcome(bits.GetString(), bitCount))];
        int[] counts = [.. json.GetProperty("counts").EnumerateArray().Select(count => count.GetInt32())];
        if (counts.Length != outcomes.Length)
        {
            throw new FormatException($"There are {outcomes.Length} outcomes and {counts.Length} counts.");
        }

        ImmutableArray<int> order =
            json.TryGetProperty("shots", out var shots) ? [.. shots.EnumerateArray().Select(place => place.GetInt32())] : [];
        if (order.Any(place => place < 0 || place >= outcomes.Length))
        {
            throw new FormatException("A shot names an outcome that is not there.");
        }

        var target = json.TryGetProperty("target", out var ran) ? ran.GetString() : null;
        return new CircuitResult
        {
            Provenance = Provenance.Unknown with { Target = target ?? "" },
            Registers = registers,
            Outcomes = outcomes,
            Counts = outcomes.Zip(counts).ToDictionary(pair => pair.First, pair => pair.Second),
            ShotOrder = order,
            Probabilities = json.TryGetProperty("probabilities", out var probabilities)
                ? probabilities.EnumerateObject().ToDictionary(pair => BitString.Parse(pair.Name), pair => pair.Value.GetDouble())
                : null,
        };
    }

    private static ImmutableArray<Register> Registers(JsonElement json)
    {
        var registers = ImmutableArray.CreateBuilder<Register>();
        var offset = 0;
        foreach (var element in json.EnumerateArray())
        {
            var size = element[1].GetInt32();
            if (size < 0) throw new FormatException($"A register has {size} bits.");
            registers.Add(new(element[0].GetString() ?? throw new FormatException("A register has no name."), offset, size));
            offset = checked(offset + size);
        }

        return registers.DrainToImmutable();
    }

    private static BitString Outcome(string? text, int bitCount) => text?.Length == bitCount
        ? BitString.Parse(text)
        : throw new FormatException($"The outcome '{text}' does not have the {bitCount} bits of the registers.");
}
