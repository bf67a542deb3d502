using System.Text.Encodings.Web;
using System.Text.Json;

namespace Coupler.Cli;

/// <summary>Writes the JSON object that a command prints.</summary>
internal static class JsonOutput
{
    private static readonly JsonWriterOptions Options = new()
    {
        Indented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <exception cref="IOException">The standard output cannot be written to.</exception>
    public static void Write(Action<Utf8JsonWriter> writeMembers) => Write(writeMembers, Options);

    /// <summary>One object of several: each is a line.</summary>
    /// <inheritdoc cref="Write(Action{Utf8JsonWriter})" path="/exception"/>
    public static void WriteLine(Action<Utf8JsonWriter> writeMembers) => Write(writeMembers, Options with { Indented = false });

    /// <summary>An enum's name as JSON has it: the first letter small.</summary>
    public static string Word<TEnum>(TEnum value)
        where TEnum : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());

    private static void Write(Action<Utf8JsonWriter> writeMembers, JsonWriterOptions options) => StandardOutput.Write(output =>
    {
        using (var json = new Utf8JsonWriter(output, options))
        {
            json.WriteStartObject();
            writeMembers(json);
            json.WriteEndObject();
        }

        output.Write("\n"u8);
    });
}
