namespace Coupler.Cli.Options;

/// <summary><c>--format text|json</c>.</summary>
internal static class OutputFormats
{
    public const string Flag = "--format";
    public const string Json = "json";

    public static ChoiceOption<OutputFormat> Option() => new(
        Flag, "For people, or as one JSON object. Default: text.", ("text", OutputFormat.Text), (Json, OutputFormat.Json));
}
