using System.Buffers.Binary;

namespace Coupler.Conformance.Remote;

/// <summary>One accepted run. It goes one word further each time somebody looks, so that no test waits for a clock.</summary>
internal sealed class Run(Guid id, CircuitBytes circuit, string[] words)
{
    private readonly Lock gate = new();
    private int looks;
    private bool ended;
    private bool stopped;

    /// <summary>The id, the word of the moment and what belongs to it, separated by tabs. The last word stays.</summary>
    public string Look()
    {
        lock (gate)
        {
            if (stopped) return $"{id}\tstopped";
            var word = words[Math.Min(looks++, words.Length - 1)];
            ended = word == "done" || word.StartsWith("failed", StringComparison.Ordinal);
            return $"{id}\t{word}";
        }
    }

    /// <summary>Too late for a run that was seen to have ended.</summary>
    public void Stop()
    {
        lock (gate) stopped = !ended;
    }

    /// <summary>For every outcome that came, all qubits as one number and how often, four bytes each.</summary>
    public byte[] Histogram()
    {
        var counts = circuit.Evolve().Sample(circuit.Shots, circuit.Seed);
        var bytes = new byte[counts.Count * 8];
        foreach (var (index, (outcome, count)) in counts.Index())
        {
            BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(index * 8), outcome);
            BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan((index * 8) + 4), count);
        }

        return bytes;
    }
}
