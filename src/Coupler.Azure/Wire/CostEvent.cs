namespace Coupler.Azure.Wire;

/// <summary>One line of a job's cost.</summary>
internal sealed record CostEvent
{
    public string? DimensionId { get; init; }

    public string? DimensionName { get; init; }

    public string? MeasureUnit { get; init; }

    public decimal? AmountBilled { get; init; }

    public decimal? AmountConsumed { get; init; }

    public decimal? UnitPrice { get; init; }
}
