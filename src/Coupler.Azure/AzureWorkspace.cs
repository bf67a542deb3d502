using System.Collections.Concurrent;
using System.Collections.Immutable;
using Azure;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Identity;
using Coupler.Azure.Microsoft;
using Coupler.Azure.Rest;
using Coupler.Azure.Wire;
using Microsoft.Extensions.Options;

namespace Coupler.Azure;

/// <summary>
/// A workspace of Azure Quantum as a place where jobs run. Attempts are jobs there under the same id; their data lie in the
/// storage that belongs to the workspace, which the service signs links to.
/// </summary>
public sealed class AzureWorkspace : Workspace
{
    private const string Scope = "https://quantum.microsoft.com/.default";
    private const string KeyHeader = "x-ms-quantum-api-key";

    /// <summary>How many attempts are asked for at a time: the service has no request for several.</summary>
    private const int ReadsAtATime = 8;

    private readonly AzureKeyCredential? key;
    private readonly QuantumRest rest;
    private readonly Blobs blobs;
    private readonly TimeProvider time;
    private readonly TimeSpan targetsFor;
    private readonly ConcurrentDictionary<Guid, Uri> containers = new();
    private KnownTargets? known;

    /// <param name="credential">
    /// Signs in, where the options have no API key. Default: the chain of managed identity, workload identity, environment and
    /// the tools of a developer.
    /// </param>
    /// <param name="transport">Sends the requests: through a proxy, or with a certificate of one's own. Default: Azure's.</param>
    /// <exception cref="OptionsValidationException">An option is missing or out of its range.</exception>
    public AzureWorkspace(
        AzureWorkspaceOptions options, TokenCredential? credential = null, HttpPipelineTransport? transport = null,
        TimeProvider? time = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        var coordinates = AzureCoordinates.Of(options);
        Name = $"azure:{coordinates.Name}";
        key = coordinates.ApiKey is { } given ? new AzureKeyCredential(given) : null;
        rest = new QuantumRest(PipelineOf(key, credential, transport), coordinates.Root, options.ApiVersion);
        blobs = new Blobs(transport);
        this.time = time ?? TimeProvider.System;
        targetsFor = options.TargetsFor;
    }

    /// <summary><c>azure:</c> and the workspace's name.</summary>
    public override string Name { get; }

    public override async ValueTask<ImmutableArray<Target>> GetTargetsAsync(CancellationToken cancellationToken)
    {
        if (Volatile.Read(ref known) is { } list && time.GetUtcNow() < list.Until) return list.Targets;
        var providers = await rest.GetProvidersAsync(cancellationToken).ConfigureAwait(false);
        ImmutableArray<Target> targets =
        [
            .. providers.SelectMany(provider => (provider.Targets ?? []).Select(Providers.Of(provider.Id).ToTarget)),
        ];
        Volatile.Write(ref known, new KnownTargets(time.GetUtcNow() + targetsFor, targets));
        return targets;
    }

    public override void Validate(Workload workload, Target target, JobOptions options)
    {
        ArgumentNullException.ThrowIfNull(workload);
        ArgumentNullException.ThrowIfNull(target);
        ArgumentNullException.ThrowIfNull(options);
        switch (options.Parameters)
        {
            case AzureParameters own:
                own.Validate();
                break;
            case { } other:
                throw new ArgumentException(
                    $"{target.Id} takes {nameof(InputParameters)}, or the record of its provider, and no {other.GetType().Name}.",
                    nameof(options));
        }

        if (workload is RawWorkload) return;
        var provider = Providers.Of(target.Provider);
        if (!provider.Formats.IsEmpty && !provider.Formats.Contains(workload.Format))
        {
            throw new TargetRefusedException(
                target.Id, $"it takes {string.Join(", ", provider.Formats)}, and the workload is {workload.Format}.");
        }

        // One that takes no circuits says itself why not.
        var isProgram = QirParameters.AreMeant(options) && !provider.Formats.IsEmpty;
        if (isProgram) QirProgram.Validate(workload, target);
        else provider.Validate(workload, target, options);
    }

    public override Payload Encode(Workload workload, Target target, JobOptions options)
    {
        ArgumentNullException.ThrowIfNull(target);
        ArgumentNullException.ThrowIfNull(options);
        if (workload is RawWorkload raw) return raw.Payload;
        return QirParameters.AreMeant(options)
            ? QirProgram.Encode(workload)
            : Providers.Of(target.Provider).Encode(workload, target, options);
    }

    public override async ValueTask UploadAsync(Submission submission, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(submission);
        var container = await ContainerAsync(submission.Attempt, cancellationToken).ConfigureAwait(false);
        var (type, encoding) = InputContent.Of(submission.Input.Format);
        await blobs.UploadAsync(container, submission.Input, type, encoding, cancellationToken).ConfigureAwait(false);
    }

    public override async ValueTask SubmitAsync(Submission submission, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(submission);
        var container = await ContainerAsync(submission.Attempt, cancellationToken).ConfigureAwait(false);
        var provider = await ProviderOfAsync(submission.Target, cancellationToken).ConfigureAwait(false);
        var settings = JobSettings.Of(submission.Options);
        var job = new JobDetails
        {
            ItemType = JobDetails.Kind,
            Name = submission.Options.Name,
            ProviderId = provider.Id,
            Target = submission.Target,
            ContainerUri = container.AbsoluteUri,
            InputDataUri = Blobs.InputOf(container).AbsoluteUri,
            InputDataFormat = submission.Input.Format,
            OutputDataFormat = settings.OutputDataFormat ?? provider.OutputFormatFor(submission.Input.Format),
            InputParams = provider.InputParams(settings, submission.Options),
            Priority = settings.Priority,
            Tags = submission.Options.Tags.IsDefaultOrEmpty ? null : submission.Options.Tags,
        };
        await rest.PutJobAsync($"{submission.Attempt}", job, cancellationToken).ConfigureAwait(false);
        containers.TryRemove(submission.Attempt, out _);
    }

    public override async ValueTask<ImmutableArray<AttemptReport>> ReadAsync(
        ImmutableArray<Guid> attempts, CancellationToken cancellationToken)
    {
        var reports = new AttemptReport?[attempts.Length];
        var several = new ParallelOptions { MaxDegreeOfParallelism = ReadsAtATime, CancellationToken = cancellationToken };
        await Parallel.ForAsync(0, attempts.Length, several, async (index, token) =>
        {
            var job = await rest.GetJobAsync($"{attempts[index]}", token).ConfigureAwait(false);
            if (job is not null) reports[index] = AttemptWords.Report(attempts[index], job);
        }).ConfigureAwait(false);
        return [.. reports.OfType<AttemptReport>()];
    }

    public override async ValueTask<Payload> FetchAsync(Guid attempt, CancellationToken cancellationToken)
    {
        var job = await rest.GetJobAsync($"{attempt}", cancellationToken).ConfigureAwait(false)
            ?? throw new WorkspaceException(
                FailureClass.NeverAccepted, "AttemptMissing", $"The workspace '{Name}' does not know attempt {attempt}.");
        if (job.OutputDataUri is null)
        {
            throw new WorkspaceException(
                FailureClass.AcceptanceUnknown, "NoOutput", $"The job {attempt} is {job.Status} and has no output yet.");
        }

        var link = await RenewedAsync(new Uri(job.OutputDataUri), cancellationToken).ConfigureAwait(false);
        return new Payload(job.OutputDataFormat ?? "", await blobs.DownloadAsync(link, cancellationToken).ConfigureAwait(false));
    }

    public override JobResult Decode(Workload workload, Payload raw, JobOptions options, Provenance provenance)
    {
        ArgumentNullException.ThrowIfNull(raw);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(provenance);
        return QuantumResults.Reads(raw.Format)
            ? QuantumResults.Decode(workload, raw, options, provenance)
            : Providers.OfTarget(provenance.Target).Decode(workload, raw, options, provenance);
    }

    public override ValueTask CancelAsync(Guid attempt, CancellationToken cancellationToken) =>
        rest.CancelJobAsync($"{attempt}", cancellationToken);

    public override ValueTask ReleaseAsync(Guid attempt, CancellationToken cancellationToken)
    {
        containers.TryRemove(attempt, out _);
        return ValueTask.CompletedTask;
    }

    public override ValueTask DeleteAsync(Guid attempt, CancellationToken cancellationToken) =>
        rest.DeleteJobAsync($"{attempt}", cancellationToken);

    /// <summary>Takes a new key in place of one that was rotated. Where the workspace is does not change.</summary>
    /// <exception cref="OptionsValidationException">An option is missing or out of its range: the old key stays.</exception>
    internal void Rotate(AzureWorkspaceOptions options)
    {
        if (AzureCoordinates.Of(options).ApiKey is { } rotated) key?.Update(rotated);
    }

    private static HttpPipeline PipelineOf(
        AzureKeyCredential? key, TokenCredential? credential, HttpPipelineTransport? transport)
    {
        var client = new RestOptions();
        client.Retry.MaxRetries = 0;
        if (transport is not null) client.Transport = transport;
        HttpPipelinePolicy signIn = key is not null
            ? new KeyPolicy(key)
            : new BearerTokenAuthenticationPolicy(credential ?? DefaultCredential(), Scope);
        return HttpPipelineBuilder.Build(client, signIn);
    }

    internal static DefaultAzureCredential DefaultCredential() =>
        new(new DefaultAzureCredentialOptions { ExcludeInteractiveBrowserCredential = true });

    /// <summary>The container's link: the one that the upload had, or a new one after a restart.</summary>
    private async ValueTask<Uri> ContainerAsync(Guid attempt, CancellationToken cancellationToken)
    {
        if (containers.TryGetValue(attempt, out var container) && !Link.IsOver(container, time.GetUtcNow())) return container;
        var request = new SasRequest($"job-{attempt}");
        return containers[attempt] = await rest.GetLinkAsync(request, cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask<Uri> RenewedAsync(Uri blob, CancellationToken cancellationToken) =>
        Link.IsOver(blob, time.GetUtcNow())
            ? await rest.GetLinkAsync(Link.RequestFor(blob), cancellationToken).ConfigureAwait(false)
            : blob;

    private async ValueTask<Provider> ProviderOfAsync(string target, CancellationToken cancellationToken)
    {
        var targets = await GetTargetsAsync(cancellationToken).ConfigureAwait(false);
        return targets.FirstOrDefault(candidate => candidate.Id == target) is { } found
            ? Providers.Of(found.Provider)
            : Providers.OfTarget(target);
    }

    /// <summary>A list of targets, and how long it is good for.</summary>
    private sealed record KnownTargets(DateTimeOffset Until, ImmutableArray<Target> Targets);

    /// <summary>Nothing but what every client of Azure has.</summary>
    private sealed class RestOptions : ClientOptions;

    /// <summary>The pipeline's own policy for keys asks for https, and a key on loopback needs none.</summary>
    private sealed class KeyPolicy(AzureKeyCredential key) : HttpPipelineSynchronousPolicy
    {
        public override void OnSendingRequest(HttpMessage message) => message.Request.Headers.SetValue(KeyHeader, key.Key);
    }
}
