using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Coupler.Jobs;

/// <summary>A step of the application under its stored name.</summary>
/// <param name="Version">Of the input's layout.</param>
internal sealed record StepRegistration(string Name, int Version, Type Type, JsonSerializerContext Json)
{
    /// <summary>The name under which the input of a job's step is kept.</summary>
    public const string InputName = "step-input";

    private const string VersionMark = ".v";

    public JobContent Write(QuantumStep step, object input) => new(
        InputName,
        new Payload(
            string.Create(CultureInfo.InvariantCulture, $"{Name}{VersionMark}{Version}"),
            JsonSerializer.SerializeToUtf8Bytes(input, InfoOf(step))));

    /// <exception cref="FormatException">The bytes are no such input, or one that the step does not read.</exception>
    public object Read(QuantumStep step, Payload input)
    {
        var mark = input.Format.LastIndexOf(VersionMark, StringComparison.Ordinal);
        var version = int.Parse(input.Format.AsSpan(mark + VersionMark.Length), CultureInfo.InvariantCulture);
        if (version < Version) return step.ReadEarlierInput(version, input.Content);
        if (version > Version)
        {
            throw new FormatException(
                $"The input of step '{Name}' was stored under version {version}; this program knows {Version}.");
        }

        try
        {
            return JsonSerializer.Deserialize(input.Content.Span, InfoOf(step))
                ?? throw new FormatException($"The stored input of step '{Name}' is null.");
        }
        catch (JsonException exception)
        {
            throw new FormatException($"The stored input of step '{Name}' cannot be read: {exception.Message}", exception);
        }
    }

    private JsonTypeInfo InfoOf(QuantumStep step) => Json.GetTypeInfo(step.InputType)
        ?? throw new InvalidOperationException(
            $"{Json.GetType().Name} does not know {step.InputType}, the input of step '{Name}': "
            + $"put [JsonSerializable(typeof({step.InputType.Name}))] on it.");
}
