using System.Collections.Frozen;
using Coupler.Circuits;
using Coupler.Problems;

namespace Coupler.Jobs;

/// <summary>The formats in which stores keep workloads, one line each. A format once written stays readable.</summary>
internal static class WorkloadFormats
{
    private static readonly FrozenDictionary<string, Func<Payload, Workload>> Readers =
        new (string Format, Func<Payload, Workload> Read)[]
        {
            (CircuitFormat.Name, CircuitFormat.Read),
            (QuboFormat.Name, QuboFormat.Read),
            (IsingFormat.Name, IsingFormat.Read),
            (PuboFormat.Name, PuboFormat.Read),
        }.ToFrozenDictionary(entry => entry.Format, entry => entry.Read);

    public static Workload Read(Payload payload)
    {
        if (Readers.TryGetValue(payload.Format, out var read)) return read(payload);
        if (payload.Format.StartsWith(RawWorkload.StoredFormatPrefix, StringComparison.Ordinal))
        {
            var format = payload.Format[RawWorkload.StoredFormatPrefix.Length..];
            return new RawWorkload(new Payload(format, payload.Content), target: "");
        }

        var known = string.Join(", ", Readers.Keys);
        throw new FormatException(
            $"No workload has the format '{payload.Format}'; this version reads {known} and {RawWorkload.StoredFormatPrefix}….");
    }
}
