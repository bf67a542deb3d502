using System.Text.Encodings.Web;
using System.Text.Json;

namespace Coupler.Cli;

/// <summary>Writes the one JSON object that a command prints.</summary>
internal static class JsonOutput
{
    private static readonly JsonWriterOptions Options = new()
    {
        Indented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <exception cref="IOException">The standard output cannot be written to.</exception>
    public static void Write(Action<Utf8JsonWriter> writeMembers) => StandardOutput.Write(output =>
    {
        using (var json = new Utf8JsonWriter(output, Options))
        {
            json.WriteStartObject();
            writeMembers(json);
            json.WriteEndObject();
        }

        output.Write("\n"u8);
    });

    /// <summary>An enum's name as JSON has it: the first letter small.</summary>
    public static string Word<TEnum>(TEnum value)
        where TEnum : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());
}
