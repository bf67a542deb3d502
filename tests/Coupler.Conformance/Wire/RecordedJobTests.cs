using System.Net;
using System.Text.Json;
using Azure.Core.Pipeline;
using Coupler.Azure;

namespace Coupler.Conformance.Wire;

/// <summary>
/// Every recorded job is submitted again, as bytes, by our client to what the real service answered: it sends the same request,
/// and comes to the same end.
/// </summary>
public sealed class RecordedJobTests
{
    private const int MostLooks = 100;

    /// <summary>What old clients sent and the service sets itself, and what belongs to a session.</summary>
    private static readonly string[] NotOurs =
        ["id", "jobType", "sessionId", "metadata", "containerUri", "providerId", "inputParams"];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string> Names => [.. Recording.Names.Where(name => !Recording.Read(name).Submissions().IsEmpty)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_recorded_job_is_sent_as_it_was_and_ends_as_it_did(string name)
    {
        var recording = Recording.Read(name);
        var service = new RecordedAnswers(recording.Exchanges.Prepend(TargetsOf(recording)));
        using var http = new HttpClient(service);
        foreach (var (recorded, input) in recording.Submissions())
        {
            var transport = new HttpClientTransport(http);
            await using var workspace = new AzureWorkspace(Options(recorded), transport: transport);
            var submission = SubmissionOf(recorded, input);
            await workspace.UploadAsync(submission, Token);
            if (recorded.Status == HttpStatusCode.OK) await workspace.SubmitAsync(submission, Token);
            else await RefusedAsync(workspace, submission, recorded);

            var sent = service.Requests.Last(request => request.Method == HttpMethod.Put).Body;
            AssertSame(recorded.RequestBody, JsonElement.Parse(sent));
            Assert.Contains(service.Requests, request => request.Body.AsSpan().SequenceEqual(input.Request));
            await AssertEndAsync(workspace, recording, submission);
        }
    }

    /// <summary>A list of targets that has the recording's, of whatever year; or any, where none was recorded.</summary>
    private static Exchange TargetsOf(Recording recording)
    {
        var target = recording.Submissions()[0].Submission.RequestBody.GetProperty("target").GetString()!;
        var lists = Recording.Names.SelectMany(name => Recording.Read(name).Exchanges)
            .Where(exchange => exchange.Key.EndsWith("/providerStatus", StringComparison.Ordinal)).ToArray();
        bool HasTarget(Exchange list) => list.ResponseBody.GetRawText().Contains($"\"{target}\"", StringComparison.Ordinal);
        return Array.Find(lists, HasTarget) ?? lists[0];
    }

    private static async Task RefusedAsync(AzureWorkspace workspace, Submission submission, Exchange recorded)
    {
        var refusal = await Assert.ThrowsAsync<WorkspaceException>(
            async () => await workspace.SubmitAsync(submission, Token));
        var error = recorded.ResponseBody.GetProperty("error");
        Assert.Equal((FailureClass.Yours, error.GetProperty("code").GetString()), (refusal.Class, refusal.Code));
        Assert.Contains(error.GetProperty("message").GetString()!, refusal.Message, StringComparison.Ordinal);
    }

    private static async Task AssertEndAsync(AzureWorkspace workspace, Recording recording, Submission submission)
    {
        var looks = recording.Exchanges
            .Where(exchange => exchange.Method == HttpMethod.Get && exchange.IsJob && exchange.Job == submission.Attempt)
            .ToArray();
        if (looks.Length == 0) return;
        var last = looks[^1].ResponseBody;
        var report = await EndAsync(workspace, submission.Attempt);
        Assert.Equal(last.GetProperty("status").GetString(), report.ServiceStatus);
        Assert.Equal(
            last.GetProperty("errorData") is { ValueKind: JsonValueKind.Object } error
                ? (error.GetProperty("code").GetString(), error.GetProperty("message").GetString())
                : default,
            (report.Failure?.Code, report.Failure?.Message));
        var address = new Uri(last.GetProperty("outputDataUri").GetString()!);
        var output = recording.Exchanges.LastOrDefault(exchange =>
            exchange.Method == HttpMethod.Get && exchange.Address.AbsolutePath == address.AbsolutePath);
        if (output is null) return;

        var raw = await workspace.FetchAsync(submission.Attempt, Token);

        Assert.Equal(last.GetProperty("outputDataFormat").GetString(), raw.Format);
        Assert.Equal(output.Response, raw.Content.ToArray());
    }

    private static async Task<AttemptReport> EndAsync(AzureWorkspace workspace, Guid attempt)
    {
        for (var look = 0; look < MostLooks; look++)
        {
            var report = Assert.Single(await workspace.ReadAsync([attempt], Token));
            if (report.Status is AttemptStatus.Succeeded or AttemptStatus.Failed or AttemptStatus.Cancelled) return report;
        }

        throw new InvalidOperationException($"The job {attempt} does not end.");
    }

    private static AzureWorkspaceOptions Options(Exchange recorded)
    {
        var parts = recorded.Address.AbsolutePath.Replace("/v1.0", "", StringComparison.Ordinal).Split('/');
        return new()
        {
            SubscriptionId = parts[2],
            ResourceGroup = parts[4],
            Name = parts[8],
            Endpoint = new Uri(recorded.Address.GetLeftPart(UriPartial.Authority)),
            ApiKey = "a key of nobody",
        };
    }

    private static Submission SubmissionOf(Exchange recorded, Exchange input)
    {
        var body = recorded.RequestBody;
        var options = new JobOptions
        {
            Name = body.GetProperty("name").GetString(),
            Parameters = new InputParameters(body.GetProperty("inputParams").GetRawText())
            {
                OutputFormat = body.GetProperty("outputDataFormat").GetString(),
            },
            Tags = body.TryGetProperty("tags", out var tags) ? [.. tags.EnumerateArray().Select(tag => tag.GetString()!)] : [],
        };
        var payload = new Payload(body.GetProperty("inputDataFormat").GetString()!, input.Request);
        return new Submission(recorded.Job, body.GetProperty("target").GetString()!, payload, options);
    }

    /// <summary>Every field that was sent then is sent now, and the same.</summary>
    private static void AssertSame(JsonElement recorded, JsonElement sent)
    {
        foreach (var field in recorded.EnumerateObject().Where(field => !NotOurs.Contains(field.Name)))
        {
            Assert.Equal(field.Value, sent.GetProperty(field.Name), JsonComparer.Same);
        }

        Assert.Equal(
            recorded.GetProperty("providerId").GetString(), sent.GetProperty("providerId").GetString(), ignoreCase: true);
        Assert.Equal(Unsigned(recorded), Unsigned(sent));
        foreach (var parameter in recorded.GetProperty("inputParams").EnumerateObject())
        {
            Assert.Equal(parameter.Value, sent.GetProperty("inputParams").GetProperty(parameter.Name), JsonComparer.Same);
        }
    }

    private static string Unsigned(JsonElement job) =>
        new Uri(job.GetProperty("containerUri").GetString()!).GetLeftPart(UriPartial.Path);

    private sealed class JsonComparer : IEqualityComparer<JsonElement>
    {
        public static JsonComparer Same { get; } = new();

        public bool Equals(JsonElement x, JsonElement y) => JsonElement.DeepEquals(x, y);

        public int GetHashCode(JsonElement obj) => (int)obj.ValueKind;
    }
}
