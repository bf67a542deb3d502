using System.Collections.Immutable;
using System.Globalization;
using System.Numerics;
using System.Text.Json;
using Coupler.Circuits;

namespace Coupler.Azure.IonQ;

/// <summary>
/// The format <c>ionq.quantum-results.v1</c>: <c>{"histogram": {"5": 0.25}}</c>. A key is the state of all qubits as a whole
/// number, qubit 0 its least significant bit; a value is a probability. The ideal simulator answers with the exact ones.
/// </summary>
internal static class IonQHistogram
{
    public const string Format = "ionq.quantum-results.v1";

    /// <exception cref="FormatException">The bytes are no histogram of this circuit.</exception>
    public static CircuitResult Decode(Circuit circuit, Payload raw, JobOptions options, Provenance provenance)
    {
        var isMeasured = circuit.Instructions.Any(instruction => instruction is MeasureInstruction);
        var frequencies = new SortedDictionary<BitString, double>();
        foreach (var (state, probability) in Read(circuit, raw))
        {
            var outcome = isMeasured
                ? CircuitMeasurements.BitsOf(circuit, qubit => !((state >> qubit) & 1).IsZero)
                : BitsOf(state, circuit.QubitCount);
            frequencies[outcome] = frequencies.GetValueOrDefault(outcome) + probability;
        }

        var counts = isMeasured ? ShotList.Apportion(frequencies, options.Shots) : ImmutableDictionary<BitString, int>.Empty;
        var isExact = provenance.IsSimulated && !IonQParameters.IsNoisy(options);
        return new CircuitResult
        {
            Registers = circuit.BitRegisters,
            Outcomes = [.. counts.Keys.Order()],
            Counts = counts,
            Probabilities = isExact || !isMeasured ? frequencies.ToImmutableDictionary() : null,
            Provenance = provenance,
        };
    }

    private static List<(BigInteger State, double Probability)> Read(Circuit circuit, Payload raw)
    {
        try
        {
            using var json = JsonDocument.Parse(raw.Content);
            return
            [
                .. json.RootElement.GetProperty("histogram").EnumerateObject()
                    .Select(pair => (State(pair.Name, circuit.QubitCount), Probability(pair.Value))),
            ];
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            throw new FormatException($"The answer is no {Format}: {exception.Message}", exception);
        }
    }

    private static BigInteger State(string text, int qubits) =>
        BigInteger.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var state)
            && state.GetBitLength() <= qubits
            ? state
            : throw new FormatException($"The histogram has the state '{text}', which {qubits} qubits do not.");

    private static double Probability(JsonElement value) => value.GetDouble() is >= 0 and <= 1 + 1e-9 and var probability
        ? probability
        : throw new FormatException($"The histogram has the probability {value}.");

    private static BitString BitsOf(BigInteger state, int qubits)
    {
        bool[] bits = [.. Enumerable.Range(0, qubits).Select(qubit => !((state >> qubit) & 1).IsZero)];
        return BitString.FromBits(bits);
    }
}
