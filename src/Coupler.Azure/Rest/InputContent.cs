using Coupler.Azure.IonQ;
using Coupler.Azure.Pasqal;
using Coupler.Azure.Quantinuum;
using Coupler.Azure.Rigetti;
using Coupler.Problems.Qio;
using Coupler.Qir;

namespace Coupler.Azure.Rest;

/// <summary>How an input lies in the storage, by its format.</summary>
internal static class InputContent
{
    private static readonly (string Format, string Type, string? Encoding)[] Table =
    [
        (IonQCircuit.Format, "application/json", null),
        (QuantinuumProvider.Format, "application/qasm", null),
        (Quil.Format, "text/plain", null),
        (PulserSequence.Format, "application/json", null),
        (QioFormat.Name, "application/json", "gzip"),
        (QirFormat.Name, QirFormat.Name, null),
    ];

    public static (string Type, string? Encoding) Of(string format)
    {
        var known = Table.FirstOrDefault(entry => entry.Format == format);
        return known.Format is null ? ("application/octet-stream", null) : (known.Type, known.Encoding);
    }
}
