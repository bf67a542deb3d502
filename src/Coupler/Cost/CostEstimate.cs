using System.Collections.Immutable;

namespace Coupler.Cost;

/// <summary>What a job will cost at most, known before it is submitted.</summary>
public sealed record CostEstimate
{
    /// <summary>What costs nothing, whatever it runs.</summary>
    public static CostEstimate Free { get; } = new() { Lines = [], UpperBound = 0 };

    /// <summary>What the bound is made of. Empty if the job is free.</summary>
    public required ImmutableArray<CostLine> Lines { get; init; }

    /// <summary>The most that the job costs, in <see cref="Currency"/>: the sum of the lines, rounded up to hundredths.</summary>
    public required decimal UpperBound { get; init; }

    /// <summary>
    /// A currency by its ISO 4217 code, or the credits that a provider bills in its place (<c>HQC</c>, <c>eHQC</c>), which no
    /// price list converts. Empty if the job is free and no price list says so.
    /// </summary>
    public string Currency { get; init; } = "";

    /// <summary>The day on which the prices were published. Null if there are none.</summary>
    public DateOnly? PriceDate { get; init; }

    /// <summary>The document that the prices come from.</summary>
    public string Source { get; init; } = "";

    /// <summary>What the bound takes for granted, in a sentence or more.</summary>
    public string Note { get; init; } = "";

    public bool IsFree => UpperBound == 0;
}
