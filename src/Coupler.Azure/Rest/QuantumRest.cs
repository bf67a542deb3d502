using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Azure;
using Azure.Core;
using Azure.Core.Pipeline;
using Coupler.Azure.Wire;

namespace Coupler.Azure.Rest;

/// <summary>
/// The requests of the service's data plane, one method each. It retries nothing: what goes wrong is thrown as a
/// <see cref="WorkspaceException"/> with the class of what is known then.
/// </summary>
/// <param name="root">The workspace's address, without a slash at its end.</param>
internal sealed class QuantumRest(HttpPipeline pipeline, Uri root, string apiVersion)
{
    private readonly RestFailure failure = new(root);

    /// <summary>Up to 2025-09-01 DELETE meant to cancel, and nothing could be deleted.</summary>
    private readonly bool isOld = string.CompareOrdinal(apiVersion, "2025-12-01") < 0;

    public ValueTask<JobDetails> PutJobAsync(string id, JobDetails job, CancellationToken cancellationToken) =>
        SendAsync(
            RequestMethod.Put,
            $"/jobs/{id}",
            job,
            WireJson.Default.JobDetails,
            WireJson.Default.JobDetails,
            cancellationToken);

    /// <returns>Null if the service does not know it.</returns>
    public async ValueTask<JobDetails?> GetJobAsync(string id, CancellationToken cancellationToken)
    {
        try
        {
            return await GetAsync($"/jobs/{id}", WireJson.Default.JobDetails, cancellationToken).ConfigureAwait(false);
        }
        catch (WorkspaceException exception) when (exception.InnerException is RequestFailedException { Status: 404 })
        {
            return null;
        }
    }

    public async ValueTask<IReadOnlyList<ProviderStatus>> GetProvidersAsync(CancellationToken cancellationToken)
    {
        var page = await GetAsync("/providerStatus", WireJson.Default.PageProviderStatus, cancellationToken)
            .ConfigureAwait(false);
        return page.Value;
    }

    public async ValueTask<Uri> GetLinkAsync(SasRequest request, CancellationToken cancellationToken)
    {
        var answer = await SendAsync(
            RequestMethod.Post,
            "/storage/sasUri",
            request,
            WireJson.Default.SasRequest,
            WireJson.Default.SasAnswer,
            cancellationToken).ConfigureAwait(false);
        return new Uri(answer.SasUri);
    }

    /// <summary>A job that the service does not know is no error.</summary>
    public ValueTask CancelJobAsync(string id, CancellationToken cancellationToken) => isOld
        ? SendAsync(RequestMethod.Delete, $"/jobs/{id}", cancellationToken)
        : SendAsync(RequestMethod.Post, $"/jobs/{id}:cancel", cancellationToken);

    /// <inheritdoc cref="CancelJobAsync"/>
    public ValueTask DeleteJobAsync(string id, CancellationToken cancellationToken) => isOld
        ? ValueTask.CompletedTask
        : SendAsync(RequestMethod.Delete, $"/jobs/{id}", cancellationToken);

    private async ValueTask SendAsync(RequestMethod method, string path, CancellationToken cancellationToken)
    {
        using var message = NewMessage(method, path);
        try
        {
            await SendAsync(message, cancellationToken).ConfigureAwait(false);
        }
        catch (WorkspaceException exception) when (exception.InnerException is RequestFailedException { Status: 404 })
        {
            // It never began, or is gone: there is nothing to stop or to delete.
        }
    }

    private async ValueTask<T> GetAsync<T>(string path, JsonTypeInfo<T> answer, CancellationToken cancellationToken)
    {
        using var message = NewMessage(RequestMethod.Get, path);
        await SendAsync(message, cancellationToken).ConfigureAwait(false);
        return Read(message, answer);
    }

    private async ValueTask<TAnswer> SendAsync<TBody, TAnswer>(
        RequestMethod method, string path, TBody body, JsonTypeInfo<TBody> bodyType, JsonTypeInfo<TAnswer> answer,
        CancellationToken cancellationToken)
    {
        using var message = NewMessage(method, path);
        message.Request.Headers.Add("Content-Type", "application/json");
        message.Request.Content = RequestContent.Create(JsonSerializer.SerializeToUtf8Bytes(body, bodyType));
        await SendAsync(message, cancellationToken).ConfigureAwait(false);
        return Read(message, answer);
    }

    private HttpMessage NewMessage(RequestMethod method, string path)
    {
        var message = pipeline.CreateMessage();
        message.Request.Method = method;
        message.Request.Uri.Reset(root);
        message.Request.Uri.AppendPath(path, escape: false);
        message.Request.Uri.AppendQuery("api-version", apiVersion);
        message.Request.Headers.Add("Accept", "application/json");
        return message;
    }

    private async ValueTask SendAsync(HttpMessage message, CancellationToken cancellationToken)
    {
        try
        {
            await pipeline.SendAsync(message, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (RestFailure.IsNetwork(exception))
        {
            throw failure.OfNetwork(exception);
        }

        if (message.Response.IsError) throw failure.Of(message.Response);
    }

    private T Read<T>(HttpMessage message, JsonTypeInfo<T> type)
    {
        try
        {
            return message.Response.Content.ToObjectFromJson(type)
                ?? throw new JsonException("The body is null.");
        }
        catch (JsonException exception)
        {
            throw failure.OfBody(message, exception);
        }
    }
}
