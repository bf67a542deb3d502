using System.Text.Json;
using Coupler.Circuits;
using Coupler.Qir;

namespace Coupler.Azure.Microsoft;

/// <summary>
/// The service's own formats of what a program output: <c>microsoft.quantum-results.v2</c>, shot by shot, and <c>.v1</c>, a list
/// of displays and probabilities. The values of a shot stand in the order in which the program output them.
/// </summary>
internal static class QuantumResults
{
    public const string First = "microsoft.quantum-results.v1";

    public const string Second = "microsoft.quantum-results.v2";

    public static bool Reads(string format) => format is First or Second;

    /// <exception cref="FormatException">The bytes are no results of this circuit.</exception>
    public static CircuitResult Decode(Workload workload, Payload raw, JobOptions options, Provenance provenance)
    {
        if (workload is not Circuit circuit)
        {
            throw new FormatException(
                $"Results in the format '{raw.Format}' are of circuits, and the workload is {workload.Format}.");
        }

        try
        {
            using var json = JsonDocument.Parse(raw.Content);
            return raw.Format == First
                ? OfDisplays(circuit, json.RootElement.GetProperty("Histogram"), options, provenance)
                : OfShots(circuit, json.RootElement.GetProperty("Results")[0], provenance);
        }
        catch (Exception exception) when (
            exception is JsonException or InvalidOperationException or KeyNotFoundException or IndexOutOfRangeException)
        {
            throw new FormatException($"The answer is no {raw.Format}: {exception.Message}", exception);
        }
    }

    /// <summary>A shot that failed, or lost a qubit, has no bits and does not count.</summary>
    private static CircuitResult OfShots(Circuit circuit, JsonElement item, Provenance provenance)
    {
        var places = QirFormat.MeasuredBits(circuit);
        var shots = item.GetProperty("Shots").EnumerateArray()
            .Select(shot => Values(shot).ToArray())
            .Where(values => values.All(value => value is "0" or "1"))
            .Select(values => Bits(circuit, places, values));
        return ShotList.ToResult(circuit, shots, provenance);
    }

    private static CircuitResult OfDisplays(Circuit circuit, JsonElement pairs, JobOptions options, Provenance provenance)
    {
        var places = QirFormat.MeasuredBits(circuit);
        var frequencies = new SortedDictionary<BitString, double>();
        for (var i = 0; i < pairs.GetArrayLength(); i += 2)
        {
            var display = pairs[i].GetString() ?? "";
            var values = display.Split(['[', ']', '(', ')', ',', ' '], StringSplitOptions.RemoveEmptyEntries);
            var outcome = Bits(circuit, places, values);
            frequencies[outcome] = frequencies.GetValueOrDefault(outcome) + pairs[i + 1].GetDouble();
        }

        var counts = ShotList.Apportion(frequencies, options.Shots);
        return new CircuitResult
        {
            Registers = circuit.BitRegisters,
            Outcomes = [.. counts.Keys.Order()],
            Counts = counts,
            Provenance = provenance,
        };
    }

    /// <summary>Arrays and tuples, within each other, in the order of their elements.</summary>
    private static IEnumerable<string> Values(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Array => value.EnumerateArray().SelectMany(Values),
        JsonValueKind.Object => value.EnumerateObject().SelectMany(item => Values(item.Value)),
        JsonValueKind.True => ["1"],
        JsonValueKind.False => ["0"],
        _ => [value.ToString()],
    };

    private static BitString Bits(Circuit circuit, int[] places, string[] values)
    {
        if (values.Length != places.Length)
        {
            throw new FormatException(
                $"The circuit measures {places.Length} bits, and a shot of the answer has {values.Length}.");
        }

        var bits = new bool[circuit.BitCount];
        for (var i = 0; i < values.Length; i++)
        {
            bits[places[i]] = values[i] switch
            {
                "0" or "Zero" => false,
                "1" or "One" => true,
                var other => throw new FormatException($"A shot of the answer has '{other}' in place of a bit."),
            };
        }

        return BitString.FromBits(bits);
    }
}
