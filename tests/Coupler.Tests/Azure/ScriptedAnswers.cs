using System.Net;
using System.Text;

namespace Coupler.Tests.Azure;

/// <summary>Answers each request by what a test says, and remembers it.</summary>
internal sealed class ScriptedAnswers(Func<HttpRequestMessage, HttpResponseMessage> answer) : HttpMessageHandler
{
    public List<(string Line, string? Key, string Body)> Requests { get; } = [];

    public static HttpResponseMessage Of(HttpStatusCode status, string body) =>
        new(status) { Content = new StringContent(body, Encoding.UTF8, "application/json") };

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken);
        var key = request.Headers.TryGetValues("x-ms-quantum-api-key", out var keys) ? keys.Single() : null;
        Requests.Add(($"{request.Method} {request.RequestUri!.AbsolutePath}", key, body));
        return answer(request);
    }
}
