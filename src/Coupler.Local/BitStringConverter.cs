using System.Text.Json;
using System.Text.Json.Serialization;
using Coupler.Circuits;

namespace Coupler.Local;

/// <summary>Bits as text: <c>"0110"</c>, the rightmost of variable 0.</summary>
internal sealed class BitStringConverter : JsonConverter<BitString?>
{
    public override BitString? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && BitString.TryParse(reader.GetString(), null, out var bits)
            ? bits
            : throw new JsonException("bits are a text of 0 and 1.");

    public override void Write(Utf8JsonWriter writer, BitString? value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToString());
}
