using Coupler.Qir;

namespace Coupler.Azure.Rest;

/// <summary>How an input lies in the storage, by its format.</summary>
internal static class InputContent
{
    private static readonly (string Format, string Type, string? Encoding)[] Table =
    [
        ("ionq.circuit.v1", "application/json", null),
        ("honeywell.openqasm.v1", "application/qasm", null),
        ("rigetti.quil.v1", "text/plain", null),
        ("pasqal.pulser.v1", "application/json", null),
        ("microsoft.qio.v2", "application/json", "gzip"),
        (QirFormat.Name, QirFormat.Name, null),
    ];

    public static (string Type, string? Encoding) Of(string format)
    {
        var known = Table.FirstOrDefault(entry => entry.Format == format);
        return known.Format is null ? ("application/octet-stream", null) : (known.Type, known.Encoding);
    }
}
