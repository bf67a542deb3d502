using System.Text.Json;

namespace Coupler.Apps.Tests;

/// <summary>How a program ended and what it printed.</summary>
internal sealed record ProcessOutcome(int ExitCode, string Output, string Error)
{
    /// <summary>The one JSON object that the whole output is.</summary>
    public JsonElement Json
    {
        get
        {
            using var document = JsonDocument.Parse(Output);
            Assert.Equal(JsonValueKind.Object, document.RootElement.ValueKind);
            return document.RootElement.Clone();
        }
    }

    /// <summary>The counts of a run, by bit string.</summary>
    public Dictionary<string, int> Counts =>
        Json.GetProperty("counts").EnumerateObject().ToDictionary(pair => pair.Name, pair => pair.Value.GetInt32());

    /// <summary>Checks the exit code, and shows what was printed where it is another.</summary>
    public ProcessOutcome Ended(int expected)
    {
        Assert.True(ExitCode == expected, $"The exit code is {ExitCode}, not {expected}.\n{Output}\n{Error}");
        return this;
    }
}
