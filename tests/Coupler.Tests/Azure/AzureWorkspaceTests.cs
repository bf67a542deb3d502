using System.Net;
using System.Net.Http.Headers;
using Azure.Core.Pipeline;
using Coupler.Azure;
using Coupler.Azure.Microsoft;
using Coupler.Circuits;
using Coupler.Cost;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace Coupler.Tests.Azure;

/// <summary>What the workspace makes of answers that nobody recorded, and of settings.</summary>
public sealed class AzureWorkspaceTests
{
    private const string Key = "a-key-of-nobody";
    private const string Job = """{"id":"x","status":"Succeeded","outputDataFormat":"f","outputDataUri":"LINK","target":"t"}""";

    private static readonly Guid Attempt = new("019bc1e3-2a00-7000-8000-000000000001");

    private readonly FakeTimeProvider time = new(new(2026, 1, 15, 12, 0, 0, TimeSpan.Zero));

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(HttpStatusCode.Unauthorized, FailureClass.NeverAccepted, "not expired")]
    [InlineData(HttpStatusCode.Forbidden, FailureClass.NeverAccepted, "'Quantum Workspace Data Contributor'")]
    [InlineData(HttpStatusCode.NotFound, FailureClass.NeverAccepted, "subscription, resource group, workspace and location")]
    [InlineData(HttpStatusCode.TooManyRequests, FailureClass.NeverAccepted, "429")]
    [InlineData(HttpStatusCode.BadRequest, FailureClass.Yours, "400, InvalidJobDefinition: no such target")]
    [InlineData(HttpStatusCode.ServiceUnavailable, FailureClass.AcceptanceUnknown, "503")]
    public async Task A_refusal_says_what_is_known_and_what_to_do(HttpStatusCode status, FailureClass expected, string words)
    {
        await using var workspace = Create(_ => ScriptedAnswers.Of(
            status, """{"error":{"code":"InvalidJobDefinition","message":"no such target"}}"""));

        var trouble = await Assert.ThrowsAsync<WorkspaceException>(async () => await workspace.GetTargetsAsync(Token));

        Assert.Equal(expected, trouble.Class);
        Assert.Contains(words, trouble.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Key, trouble.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_busy_service_says_when_to_come_back()
    {
        await using var workspace = Create(_ =>
        {
            var answer = ScriptedAnswers.Of(HttpStatusCode.TooManyRequests, "");
            answer.Headers.RetryAfter = new RetryConditionHeaderValue(TimeSpan.FromSeconds(17));
            return answer;
        });

        var trouble = await Assert.ThrowsAsync<WorkspaceException>(async () => await workspace.ReadAsync([Attempt], Token));

        Assert.Equal(TimeSpan.FromSeconds(17), trouble.RetryAfter);
    }

    [Theory]
    [InlineData(HttpRequestError.ConnectionError, FailureClass.NeverAccepted)]
    [InlineData(HttpRequestError.ResponseEnded, FailureClass.AcceptanceUnknown)]
    public async Task A_connection_that_breaks_leaves_open_what_may_have_arrived(HttpRequestError error, FailureClass expected)
    {
        await using var workspace = Create(_ => throw new HttpRequestException(error, "cut"));

        var trouble = await Assert.ThrowsAsync<WorkspaceException>(async () => await workspace.GetTargetsAsync(Token));

        Assert.Equal((expected, "NoAnswer"), (trouble.Class, trouble.Code));
    }

    [Fact]
    public async Task An_attempt_that_the_service_does_not_know_is_left_out_and_is_no_error_to_cancel_or_delete()
    {
        await using var workspace = Create(_ => ScriptedAnswers.Of(HttpStatusCode.NotFound, ""));

        Assert.Empty(await workspace.ReadAsync([Attempt], Token));
        await workspace.CancelAsync(Attempt, Token);
        await workspace.DeleteAsync(Attempt, Token);
    }

    [Theory]
    [InlineData("se=2026-01-15T11%3A00%3A00Z", true)]
    [InlineData("se=2026-01-15T12%3A04%3A00Z", true)]
    [InlineData("se=2026-01-15T13%3A00%3A00Z", false)]
    public async Task A_link_that_is_over_soon_is_asked_for_anew(string expiry, bool isRenewed)
    {
        const string blob = "https://store.blob.core.windows.net/job-1/rawOutputData?sv=2024-05-04&sr=b&sp=r&sig=x&";
        const string link = blob + "se=2026-01-16T12%3A00%3A00Z";
        var answers = new ScriptedAnswers(request => request.RequestUri!.AbsolutePath switch
        {
            var path when path.EndsWith("/storage/sasUri", StringComparison.Ordinal) =>
                ScriptedAnswers.Of(HttpStatusCode.OK, $$"""{"sasUri":"{{link}}"}"""),
            var path when path.Contains("/jobs/", StringComparison.Ordinal) =>
                ScriptedAnswers.Of(HttpStatusCode.OK, Job.Replace("LINK", blob + expiry, StringComparison.Ordinal)),
            _ => Blob("answer"u8.ToArray()),
        });
        await using var workspace = Create(answers);

        var raw = await workspace.FetchAsync(Attempt, Token);

        Assert.Equal("answer"u8.ToArray(), raw.Content.ToArray());
        var asked = answers.Requests.Where(request => request.Line.EndsWith("/storage/sasUri", StringComparison.Ordinal));
        string[] expected = isRenewed ? ["""{"containerName":"job-1","blobName":"rawOutputData"}"""] : [];
        Assert.Equal(expected, asked.Select(request => request.Body));
        Assert.Null(answers.Requests[^1].Key);
    }

    [Theory]
    [InlineData("""{"status":"Waiting","isCancelling":true}""", AttemptStatus.Cancelling, null)]
    [InlineData("""{"status":"Queued"}""", AttemptStatus.Waiting, null)]
    [InlineData(
        """{"status":"Completed","costEstimate":{"currencyCode":"USD","estimatedTotal":2.5}}""",
        AttemptStatus.Succeeded,
        "2.5 USD")]
    [InlineData(
        """{"status":"Succeeded","costEstimate":{"currencyCode":"USD","estimatedTotal":0}}""", AttemptStatus.Succeeded, "0 ")]
    [InlineData("""{"status":"Dreaming"}""", AttemptStatus.Unknown, null)]
    public async Task A_state_of_either_generation_is_understood(string answer, AttemptStatus expected, string? cost)
    {
        await using var workspace = Create(_ => ScriptedAnswers.Of(HttpStatusCode.OK, answer));

        var report = Assert.Single(await workspace.ReadAsync([Attempt], Token));

        Assert.Equal((expected, cost), (report.Status, Text(report.Cost)));
    }

    [Theory]
    [InlineData("CompilationError", "null", FailureClass.Yours)]
    [InlineData("TransientFailure", """{"currencyCode":"USD","estimatedTotal":0}""", FailureClass.FailedFree)]
    [InlineData("TransientFailure", """{"currencyCode":"USD","estimatedTotal":3}""", FailureClass.FailedCharged)]
    [InlineData("TransientFailure", "null", FailureClass.FailedCharged)]
    public async Task A_failure_has_the_class_of_what_it_cost(string code, string cost, FailureClass expected)
    {
        await using var workspace = Create(_ => ScriptedAnswers.Of(
            HttpStatusCode.OK,
            $$$"""{"status":"Failed","errorData":{"code":"{{{code}}}","message":"m"},"costEstimate":{{{cost}}}}"""));

        var report = Assert.Single(await workspace.ReadAsync([Attempt], Token));

        Assert.Equal(new JobFailure(expected, code, "m"), report.Failure);
    }

    [Fact]
    public async Task A_key_that_was_rotated_is_used_from_then_on()
    {
        var answers = new ScriptedAnswers(_ => ScriptedAnswers.Of(HttpStatusCode.NotFound, ""));
        await using var workspace = Create(answers);

        await workspace.ReadAsync([Attempt], Token);
        workspace.Rotate(Options(options => options.ApiKey = "another"));
        await workspace.ReadAsync([Attempt], Token);

        Assert.Equal([Key, "another"], answers.Requests.Select(request => request.Key));
    }

    /// <summary>The same DELETE cancels in an old version and deletes in a new one.</summary>
    [Theory]
    [InlineData("2024-10-01-preview", "DELETE /jobs/ID")]
    [InlineData("2026-01-15-preview", "POST /jobs/ID:cancel", "DELETE /jobs/ID")]
    public async Task A_job_is_cancelled_and_deleted_as_the_service_s_version_has_it(string version, params string[] expected)
    {
        var answers = new ScriptedAnswers(_ => ScriptedAnswers.Of(HttpStatusCode.NoContent, ""));
        await using var workspace = new AzureWorkspace(
            Options(options => options.ApiVersion = version), transport: new HttpClientTransport(new HttpClient(answers)));

        await workspace.CancelAsync(Attempt, Token);
        await workspace.DeleteAsync(Attempt, Token);

        Assert.Equal(expected, answers.Requests.Select(request =>
            $"{request.Line.Split(' ')[0]} {request.Line[request.Line.IndexOf("/jobs/", StringComparison.Ordinal)..]}"
                .Replace($"{Attempt}", "ID", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_program_of_QIR_is_refused_where_no_circuits_are_taken()
    {
        await using var workspace = Create(_ => ScriptedAnswers.Of(HttpStatusCode.NotFound, ""));
        var target = new Target { Id = "pasqal.sim.emu-free", Provider = "pasqal", Kind = TargetKind.Emulator, Formats = [] };
        Circuit circuit = [Gates.H(0), Gates.MeasureAll()];

        Assert.Throws<TargetRefusedException>(
            () => workspace.Validate(circuit, target, new JobOptions { Parameters = new QirParameters() }));
    }

    [Fact]
    public async Task Targets_are_asked_for_once_while_the_list_is_good()
    {
        const string list = """{"value":[{"id":"ionq","targets":[{"id":"ionq.simulator"}]}]}""";
        var answers = new ScriptedAnswers(_ => ScriptedAnswers.Of(HttpStatusCode.OK, list));
        await using var workspace = Create(answers);

        await workspace.GetTargetsAsync(Token);
        var target = Assert.Single(await workspace.GetTargetsAsync(Token));
        time.Advance(TimeSpan.FromSeconds(31));
        await workspace.GetTargetsAsync(Token);

        Assert.Equal(2, answers.Requests.Count);
        Assert.Equal(("ionq.simulator", "ionq", 29), (target.Id, target.Provider, target.MaxQubits));
    }

    [Fact]
    public async Task Settings_of_another_place_are_refused()
    {
        await using var workspace = Create(_ => ScriptedAnswers.Of(HttpStatusCode.NotFound, ""));
        var target = new Target { Id = "ionq.simulator", Provider = "ionq", Kind = TargetKind.Simulator, Formats = [] };
        var options = new JobOptions { Parameters = new Coupler.Local.StateVector.StateVectorParameters() };

        var workload = new RawWorkload(new("f", new byte[1]), target.Id);

        var error = Assert.Throws<ArgumentException>(() => workspace.Validate(workload, target, options));

        Assert.Contains("no StateVectorParameters", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("SubscriptionId", "x", "SubscriptionId is no GUID")]
    [InlineData("SubscriptionId", "", "SubscriptionId is missing")]
    [InlineData("ResourceGroup", "../up", "ResourceGroup is no name of a resource group")]
    [InlineData("Name", "9", "Name is no name of a workspace")]
    [InlineData("Endpoint", "http://example.com", "is not https")]
    [InlineData("Location", "", "Location is missing")]
    [InlineData("ConnectionString", "ApiKey=a-key-of-nobody;;nonsense", "ConnectionString is not KEY=VALUE")]
    public void Settings_that_are_wrong_are_named_and_no_key_is_shown(string setting, string value, string words)
    {
        var options = Options(options =>
        {
            if (setting == "Endpoint") options.Endpoint = new Uri(value);
            else if (setting == "SubscriptionId") options.SubscriptionId = value;
            else if (setting == "ResourceGroup") options.ResourceGroup = value;
            else if (setting == "Name") options.Name = value;
            else if (setting == "Location") options.Location = value;
            else options.ConnectionString = value;
        });

        var error = Assert.Throws<OptionsValidationException>(() => new AzureWorkspace(options));

        Assert.Contains(words, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Key, error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_connection_string_says_it_all()
    {
        var answers = new ScriptedAnswers(_ => ScriptedAnswers.Of(HttpStatusCode.NotFound, ""));
        var options = new AzureWorkspaceOptions
        {
            ConnectionString = "SubscriptionId=11111111-2222-3333-4444-555555555555;ResourceGroupName=rg;WorkspaceName=lab;"
                + "ApiKey=sesame==;QuantumEndpoint=https://westeurope.quantum.azure.com/;",
        };
        var transport = new HttpClientTransport(new HttpClient(answers));
        await using var workspace = new AzureWorkspace(options, transport: transport, time: time);

        await workspace.ReadAsync([Attempt], Token);

        Assert.Equal("azure:lab", workspace.Name);
        Assert.Equal("sesame==", answers.Requests[0].Key);
        Assert.Equal(
            "GET /subscriptions/11111111-2222-3333-4444-555555555555/resourceGroups/rg/providers/Microsoft.Quantum/"
                + $"workspaces/lab/jobs/{Attempt}",
            answers.Requests[0].Line);
    }

    private static HttpResponseMessage Blob(byte[] bytes)
    {
        var answer = new HttpResponseMessage(HttpStatusCode.PartialContent) { Content = new ByteArrayContent(bytes) };
        answer.Headers.ETag = new EntityTagHeaderValue("\"0x1\"");
        answer.Content.Headers.ContentRange = new ContentRangeHeaderValue(0, bytes.Length - 1, bytes.Length);
        return answer;
    }

    private static string? Text(Money? cost) =>
        cost is null ? null : FormattableString.Invariant($"{cost.Amount} {cost.Currency}");

    private AzureWorkspace Create(Func<HttpRequestMessage, HttpResponseMessage> answer) => Create(new ScriptedAnswers(answer));

    private AzureWorkspace Create(ScriptedAnswers answers) =>
        new(Options(_ => { }), transport: new HttpClientTransport(new HttpClient(answers)), time: time);

    private static AzureWorkspaceOptions Options(Action<AzureWorkspaceOptions> change)
    {
        var options = new AzureWorkspaceOptions
        {
            SubscriptionId = "11111111-2222-3333-4444-555555555555",
            ResourceGroup = "rg",
            Name = "lab",
            Location = "westeurope",
            ApiKey = Key,
        };
        change(options);
        return options;
    }
}
