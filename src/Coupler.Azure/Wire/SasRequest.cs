namespace Coupler.Azure.Wire;

/// <summary>Asks for a link to a container, or to one blob in it.</summary>
internal sealed record SasRequest(string ContainerName, string? BlobName = null);
