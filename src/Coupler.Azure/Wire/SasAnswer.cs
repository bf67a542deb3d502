namespace Coupler.Azure.Wire;

/// <summary>A link with a signature that runs out.</summary>
internal sealed record SasAnswer(string SasUri);
