using Azure.Storage.Blobs;
using Coupler.Azure.Wire;

namespace Coupler.Azure.Rest;

/// <summary>An address in a storage with a signature that runs out.</summary>
internal static class Link
{
    /// <summary>A download that begins now must end before the link does.</summary>
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(5);

    /// <summary>Whether it has no signature, or one that is over soon.</summary>
    public static bool IsOver(Uri link, DateTimeOffset now) =>
        new BlobUriBuilder(link).Sas is not { } sas || sas.ExpiresOn < now + Margin;

    /// <summary>What to ask the service for to have a new one.</summary>
    public static SasRequest RequestFor(Uri blob)
    {
        var parts = new BlobUriBuilder(blob);
        return new SasRequest(parts.BlobContainerName, parts.BlobName);
    }
}
