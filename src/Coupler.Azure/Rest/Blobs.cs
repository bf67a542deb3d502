using Azure;
using Azure.Core.Pipeline;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;

namespace Coupler.Azure.Rest;

/// <summary>What a job's container holds, by links that the service signs.</summary>
internal sealed class Blobs(HttpPipelineTransport? transport)
{
    public const string Input = "inputData";

    /// <summary>The blob's address without a signature, which is what the service keeps.</summary>
    public static Uri InputOf(Uri container) => new BlobUriBuilder(container) { BlobName = Input, Sas = null }.ToUri();

    /// <summary>Writes the input, once: what is there already under the attempt's id is the same.</summary>
    public async ValueTask UploadAsync(
        Uri container, Payload input, string contentType, string? contentEncoding, CancellationToken cancellationToken)
    {
        var client = new BlobContainerClient(container, Options());
        var options = new BlobUploadOptions
        {
            Conditions = new BlobRequestConditions { IfNoneMatch = ETag.All },
            HttpHeaders = new BlobHttpHeaders { ContentType = contentType, ContentEncoding = contentEncoding },
        };
        for (var isMade = false; ; isMade = true)
        {
            try
            {
                await client.GetBlobClient(Input).UploadAsync(BinaryData.FromBytes(input.Content), options, cancellationToken)
                    .ConfigureAwait(false);
                return;
            }
            catch (RequestFailedException exception) when (exception.ErrorCode == BlobErrorCode.BlobAlreadyExists)
            {
                return;
            }
            catch (RequestFailedException exception) when (exception.ErrorCode == BlobErrorCode.ContainerNotFound && !isMade)
            {
                // The service makes the container itself since 2026-01-15 only.
                await client.CreateIfNotExistsAsync(cancellationToken: cancellationToken).ConfigureAwait(false);
            }
            catch (Exception exception) when (RestFailure.IsNetwork(exception))
            {
                throw Trouble(container, exception);
            }
        }
    }

    /// <exception cref="WorkspaceException">It does not come; the class is that of a look that failed.</exception>
    public async ValueTask<byte[]> DownloadAsync(Uri blob, CancellationToken cancellationToken)
    {
        try
        {
            using var stream = new MemoryStream();
            await new BlockBlobClient(blob, Options()).DownloadToAsync(stream, cancellationToken).ConfigureAwait(false);
            return stream.ToArray();
        }
        catch (Exception exception) when (RestFailure.IsNetwork(exception))
        {
            throw Trouble(blob, exception);
        }
    }

    /// <summary>Retries are the job's own, which are written down.</summary>
    private BlobClientOptions Options()
    {
        var options = new BlobClientOptions();
        options.Retry.MaxRetries = 0;
        if (transport is not null) options.Transport = transport;
        return options;
    }

    /// <summary>The message has the address without its signature.</summary>
    private static WorkspaceException Trouble(Uri address, Exception exception)
    {
        var code = (exception as RequestFailedException)?.ErrorCode ?? "NoAnswer";
        return new WorkspaceException(
            FailureClass.AcceptanceUnknown,
            code,
            $"The storage {address.GetLeftPart(UriPartial.Path)} did not give or take its data: {code}.",
            exception);
    }
}
