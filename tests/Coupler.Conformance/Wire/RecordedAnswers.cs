using System.Net;
using System.Net.Http.Headers;

namespace Coupler.Conformance.Wire;

/// <summary>
/// Answers each request as the real service answered the recorded one of the same kind, the first recorded first and the last one
/// again and again. What nobody recorded is a mistake of the client, or a test.
/// </summary>
internal sealed class RecordedAnswers(params IEnumerable<Exchange> exchanges) : HttpMessageHandler
{
    private readonly Dictionary<string, Queue<Exchange>> answers = exchanges
        .GroupBy(exchange => exchange.Key).ToDictionary(group => group.Key, group => new Queue<Exchange>(group));

    private readonly Lock gate = new();

    /// <summary>The requests in their order, with their bodies.</summary>
    public List<(HttpMethod Method, Uri Address, byte[] Body)> Requests { get; } = [];

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = request.Content is null ? [] : await request.Content.ReadAsByteArrayAsync(cancellationToken);
        var key = Exchange.KeyOf(request.Method, request.RequestUri!, body);
        lock (gate)
        {
            Requests.Add((request.Method, request.RequestUri!, body));
            if (!answers.TryGetValue(key, out var queue)) throw new InvalidOperationException($"Nobody recorded '{key}'.");
            return Answer(queue.Count > 1 ? queue.Dequeue() : queue.Peek());
        }
    }

    private static HttpResponseMessage Answer(Exchange exchange)
    {
        var bytes = exchange.Response;
        var answer = new HttpResponseMessage(exchange.Status) { Content = new ByteArrayContent(bytes) };
        var type = exchange.IsDataPlane ? "application/json" : "application/xml";
        answer.Content.Headers.ContentType = new MediaTypeHeaderValue(type);
        answer.Headers.ETag = new EntityTagHeaderValue("\"0x1\"");
        if (exchange.Status == HttpStatusCode.PartialContent && bytes.Length > 0)
        {
            answer.Content.Headers.ContentRange = new ContentRangeHeaderValue(0, bytes.Length - 1, bytes.Length);
        }

        return answer;
    }
}
