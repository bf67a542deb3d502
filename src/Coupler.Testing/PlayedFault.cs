namespace Coupler.Testing;

/// <summary>A fault that happened.</summary>
/// <param name="Attempt">Of a read of several the first.</param>
public sealed record PlayedFault(PlaceCall Call, Guid Attempt, Fault Fault);
