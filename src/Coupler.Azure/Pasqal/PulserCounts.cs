using System.Collections.Immutable;
using System.Text.Json;

namespace Coupler.Azure.Pasqal;

/// <summary>
/// The format <c>pasqal.pulser-results.v1</c>: <c>{"0110": 12}</c>, or the same under <c>counter</c>. Which end of a key is the
/// first atom is not settled by the service's documentation, so keys are text here and no <c>BitString</c>.
/// </summary>
public static class PulserCounts
{
    public const string Format = "pasqal.pulser-results.v1";

    /// <exception cref="FormatException">The bytes do not follow the format.</exception>
    public static ImmutableDictionary<string, int> Read(RawResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        try
        {
            using var json = JsonDocument.Parse(result.Payload.Content);
            var counts = json.RootElement.TryGetProperty("counter", out var counter) ? counter : json.RootElement;
            return counts.EnumerateObject().ToImmutableDictionary(pair => pair.Name, pair => pair.Value.GetInt32());
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            throw new FormatException($"The answer is no {Format}: {exception.Message}", exception);
        }
    }
}
