namespace Coupler;

/// <summary>What went wrong with a job.</summary>
/// <param name="Code">The service's code, or the name of the error.</param>
public sealed record JobFailure(FailureClass Class, string Code, string Message);
