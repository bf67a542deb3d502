using System.Text.Json;
using System.Text.Json.Serialization;

namespace Coupler.Jobs;

/// <summary>
/// Writes any target's parameters as JSON; reads them back as that JSON, which the target turns into its record.
/// </summary>
internal sealed class TargetParametersConverter : JsonConverter<TargetParameters>
{
    public override TargetParameters Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        new Stored(JsonElement.ParseValue(ref reader));

    public override void Write(Utf8JsonWriter writer, TargetParameters value, JsonSerializerOptions options) =>
        value.ToJson().WriteTo(writer);

    private sealed record Stored(JsonElement Json) : TargetParameters
    {
        public override JsonElement ToJson() => Json;
    }
}
