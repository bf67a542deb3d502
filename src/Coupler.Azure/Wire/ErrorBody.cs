namespace Coupler.Azure.Wire;

/// <summary>The body of an answer that refuses.</summary>
internal sealed record ErrorBody(ErrorDetail? Error);
