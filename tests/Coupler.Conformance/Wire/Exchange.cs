using System.Net;
using System.Text;
using System.Text.Json;

namespace Coupler.Conformance.Wire;

/// <summary>A request to the real service and its answer.</summary>
internal sealed record Exchange(
    HttpMethod Method, Uri Address, JsonElement RequestBody, HttpStatusCode Status, JsonElement ResponseBody)
{
    /// <summary>What a request must have to be given this answer: signatures and versions do not count.</summary>
    public string Key => KeyOf(Method, Address, Request);

    /// <summary>Bodies that are no text were recorded as base64.</summary>
    public byte[] Request => Bytes(RequestBody);

    public byte[] Response => Bytes(ResponseBody);

    /// <summary>Whether it is the service's, and not its storage's.</summary>
    public bool IsDataPlane => Address.AbsolutePath.StartsWith("/subscriptions/", StringComparison.Ordinal)
        || Address.AbsolutePath.StartsWith("/v1.0/subscriptions/", StringComparison.Ordinal);

    /// <summary>Whether it is about one job.</summary>
    public bool IsJob => IsDataPlane && Address.AbsolutePath.Contains("/jobs/", StringComparison.Ordinal);

    /// <summary>The job's id.</summary>
    public Guid Job => Guid.Parse(Address.AbsolutePath[(Address.AbsolutePath.LastIndexOf('/') + 1)..]);

    public static string KeyOf(HttpMethod method, Uri address, byte[] body)
    {
        var path = address.AbsolutePath.Replace("/v1.0/", "/", StringComparison.Ordinal);
        var isContainer = address.Query.Contains("restype=container", StringComparison.Ordinal);
        var isLink = path.EndsWith("/storage/sasUri", StringComparison.Ordinal);
        return $"{method} {path}{(isContainer ? " container" : isLink ? " " + Link(body) : "")}";
    }

    public static Exchange Of(JsonElement json) => new(
        new HttpMethod(json.GetProperty("method").GetString()!),
        new Uri(json.GetProperty("url").GetString()!),
        json.GetProperty("requestBody"),
        (HttpStatusCode)json.GetProperty("status").GetInt32(),
        json.GetProperty("responseBody"));

    private static byte[] Bytes(JsonElement body) => body.ValueKind switch
    {
        JsonValueKind.Null => [],
        JsonValueKind.String => Encoding.UTF8.GetBytes(body.GetString()!),
        JsonValueKind.Object when body.TryGetProperty("$base64", out var base64) => base64.GetBytesFromBase64(),
        _ => Encoding.UTF8.GetBytes(Dated(body.GetRawText())),
    };

    /// <summary>Who recorded took out some dates of links, without which a link is none.</summary>
    private static string Dated(string text) => text
        .Replace("st=PLACEHOLDER", "st=2000-01-01T00%3A00%3A00Z", StringComparison.Ordinal)
        .Replace("se=PLACEHOLDER", "se=2050-01-01T00%3A00%3A00Z", StringComparison.Ordinal);

    private static string Link(byte[] body)
    {
        var asked = JsonElement.Parse(body);
        return $"{asked.GetProperty("containerName")}/{(asked.TryGetProperty("blobName", out var blob) ? blob : "")}";
    }
}
