using System.Buffers;
using System.Text.Json;

namespace Coupler.Azure.Pasqal;

/// <summary>
/// A sequence of pulses on neutral atoms, in the abstract representation that Pulser writes:
/// <c>pasqal.pulser.v1</c>.
/// </summary>
public static class PulserSequence
{
    public const string Format = "pasqal.pulser.v1";

    /// <param name="sequence">What Pulser's <c>to_abstract_repr()</c> gives, a JSON object. It is sent as it is.</param>
    /// <param name="target">The target's id: <c>pasqal.sim.emu-free</c>.</param>
    /// <exception cref="JsonException">It is no JSON.</exception>
    public static RawWorkload FromJson(string sequence, string target)
    {
        using (JsonDocument.Parse(sequence))
        {
            // Only to refuse here what the service would.
        }

        var buffer = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(buffer);
        json.WriteStartObject();
        json.WriteString("sequence_builder", sequence);
        json.WriteEndObject();
        json.Flush();
        return new RawWorkload(new Payload(Format, buffer.WrittenMemory), target);
    }
}
