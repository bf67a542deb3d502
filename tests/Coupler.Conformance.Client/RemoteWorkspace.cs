using System.Collections.Immutable;
using System.Net;
using Coupler.Circuits;

namespace Coupler.Conformance.Client;

/// <summary>
/// The remote place as a <see cref="Workspace"/>: its own format, its own words, errors as they come over a network. It
/// keeps nothing and retries nothing.
/// </summary>
public sealed class RemoteWorkspace : Workspace
{
    public const string TargetId = "loopback.histogram";

    private readonly HttpClient http;

    /// <param name="address">Where the place listens.</param>
    public RemoteWorkspace(Uri address) => http = new HttpClient { BaseAddress = address };

    public override string Name => "remote";

    public override ValueTask<ImmutableArray<Target>> GetTargetsAsync(CancellationToken cancellationToken) => new(
    [
        new Target
        {
            Id = TargetId,
            Provider = "loopback",
            Kind = TargetKind.Simulator,
            Description = "All qubits, measured at the end.",
            Formats = [CircuitFormat.Name],
            MaxQubits = RemoteCircuit.MaxQubits,
        },
    ]);

    public override void Validate(Workload workload, Target target, JobOptions options)
    {
        ArgumentNullException.ThrowIfNull(target);
        if (workload is not Circuit circuit) throw new TargetRefusedException(target.Id, "it takes circuits only.");
        if (RemoteCircuit.Refusal(circuit) is { } reason) throw new TargetRefusedException(target.Id, reason);
    }

    public override Payload Encode(Workload workload, Target target, JobOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return RemoteCircuit.Encode((Circuit)workload, options);
    }

    public override async ValueTask SubmitAsync(Submission submission, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(submission);
        using var content = new ReadOnlyMemoryContent(submission.Input.Content);
        using var response = await SendAsync(HttpMethod.Put, $"runs/{submission.Attempt}", content, cancellationToken);
    }

    public override async ValueTask<ImmutableArray<AttemptReport>> ReadAsync(
        ImmutableArray<Guid> attempts, CancellationToken cancellationToken)
    {
        using var content = new StringContent(string.Join('\n', attempts));
        using var response = await SendAsync(HttpMethod.Post, "looks", content, cancellationToken);
        var lines = await response.Content.ReadAsStringAsync(cancellationToken);
        return [.. lines.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => Report(line.Split('\t')))];
    }

    public override async ValueTask<Payload> FetchAsync(Guid attempt, CancellationToken cancellationToken)
    {
        using var response = await SendAsync(HttpMethod.Get, $"runs/{attempt}", content: null, cancellationToken);
        return new Payload(RemoteHistogram.Format, await response.Content.ReadAsByteArrayAsync(cancellationToken));
    }

    public override JobResult Decode(Workload workload, Payload raw, JobOptions options, Provenance provenance)
    {
        ArgumentNullException.ThrowIfNull(raw);
        return RemoteHistogram.Decode((Circuit)workload, raw, provenance);
    }

    public override async ValueTask CancelAsync(Guid attempt, CancellationToken cancellationToken)
    {
        try
        {
            using var response = await SendAsync(HttpMethod.Delete, $"runs/{attempt}", content: null, cancellationToken);
        }
        catch (WorkspaceException exception) when (exception.Code == "NoSuchRun")
        {
            // It never began, so there is nothing to stop.
        }
    }

    public override async ValueTask DeleteAsync(Guid attempt, CancellationToken cancellationToken)
    {
        using var response = await SendAsync(HttpMethod.Delete, $"kept/{attempt}", content: null, cancellationToken);
    }

    public override ValueTask DisposeAsync()
    {
        http.Dispose();
        return base.DisposeAsync();
    }

    private static AttemptReport Report(string[] line) => new(Guid.Parse(line[0]), StatusOf(line[1]), line[1])
    {
        Failure = line[1] == "failed" ? new JobFailure(FailureClass.FailedCharged, line[2], line[3]) : null,
    };

    private static AttemptStatus StatusOf(string word) => word switch
    {
        "queued" => AttemptStatus.Waiting,
        "running" => AttemptStatus.Executing,
        "done" => AttemptStatus.Succeeded,
        "failed" => AttemptStatus.Failed,
        "stopped" => AttemptStatus.Cancelled,
        _ => AttemptStatus.Unknown,
    };

    /// <exception cref="WorkspaceException">Whatever goes wrong, with the class of what is known then.</exception>
    private async Task<HttpResponseMessage> SendAsync(
        HttpMethod method, string path, HttpContent? content, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        HttpResponseMessage response;
        try
        {
            response = await http.SendAsync(request, cancellationToken);
        }
        catch (HttpRequestException exception)
        {
            var refused = exception.HttpRequestError is HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError;
            throw new WorkspaceException(
                refused ? FailureClass.NeverAccepted : FailureClass.AcceptanceUnknown,
                exception.HttpRequestError.ToString(),
                $"{method} {http.BaseAddress}{path}: {exception.Message}",
                exception);
        }

        if (response.IsSuccessStatusCode) return response;
        using (response)
        {
            var code = await response.Content.ReadAsStringAsync(cancellationToken);
            var message = $"{method} {path} was answered with {(int)response.StatusCode}, {code}.";
            throw new WorkspaceException(ClassOf(response.StatusCode), code, message)
            {
                RetryAfter = response.Headers.RetryAfter?.Delta,
            };
        }
    }

    private static FailureClass ClassOf(HttpStatusCode status) => status switch
    {
        HttpStatusCode.TooManyRequests or HttpStatusCode.NotFound => FailureClass.NeverAccepted,
        >= HttpStatusCode.InternalServerError => FailureClass.AcceptanceUnknown,
        _ => FailureClass.Yours,
    };
}
