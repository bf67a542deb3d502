namespace Coupler.Azure.Wire;

/// <summary>What a job cost, once it has ended.</summary>
internal sealed record JobCost
{
    public string? CurrencyCode { get; init; }

    public decimal? EstimatedTotal { get; init; }

    public IReadOnlyList<CostEvent>? Events { get; init; }
}
