namespace Coupler.Cost;

/// <summary>One item of a <see cref="CostEstimate"/>.</summary>
/// <param name="What">For people: <c>two-qubit gates</c>.</param>
/// <param name="Amount">How many units at most.</param>
/// <param name="Unit">What is counted: <c>gate-shot</c>, <c>job</c>, <c>hour</c>.</param>
/// <param name="UnitPrice">Per unit, in the estimate's currency.</param>
public sealed record CostLine(string What, decimal Amount, string Unit, decimal UnitPrice)
{
    /// <summary>An hour's sixth is no decimal: without this a job of ten minutes would cost a hundredth too much.</summary>
    private const int Decimals = 12;

    /// <summary>Amount times price, to 12 decimals.</summary>
    public decimal Cost => decimal.Round(Amount * UnitPrice, Decimals);
}
