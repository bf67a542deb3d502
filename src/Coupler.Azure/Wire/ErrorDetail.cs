namespace Coupler.Azure.Wire;

/// <summary>What went wrong: in an error's body, and in the <c>errorData</c> of a job that failed.</summary>
internal sealed record ErrorDetail
{
    public string? Code { get; init; }

    public string? Message { get; init; }
}
