using System.Collections.Frozen;
using Coupler.Circuits;
using Coupler.Problems;

namespace Coupler.Jobs;

/// <summary>The formats in which stores keep workloads, one line each. A format once written stays readable.</summary>
internal static class WorkloadFormats
{
    private static readonly FrozenDictionary<string, Func<Payload, Workload>> Readers = new Dictionary<string, Func<Payload, Workload>>
    {
        [CircuitFormat.Name] = CircuitFormat.Read,
        [QuboFormat.Name] = QuboFormat.Read,
    }.ToFrozenDictionary();

    public static Workload Read(Payload payload)
    {
        if (Readers.TryGetValue(payload.Format, out var read)) return read(payload);
        if (payload.Format.StartsWith(RawWorkload.StoredFormatPrefix, StringComparison.Ordinal))
        {
            return new RawWorkload(new Payload(payload.Format[RawWorkload.StoredFormatPrefix.Length..], payload.Content), target: "");
        }

        throw new FormatException(
            $"No workload has the format '{payload.Format}'; this version of Coupler reads {string.Join(", ", Readers.Keys)} and {RawWorkload.StoredFormatPrefix}….");
    }
}
