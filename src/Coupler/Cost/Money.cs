namespace Coupler.Cost;

/// <summary>An amount in a currency, or in the credits that a provider bills.</summary>
/// <param name="Currency">As <see cref="CostEstimate.Currency"/>; empty where the amount is 0.</param>
public sealed record Money(decimal Amount, string Currency)
{
    /// <summary>Nobody means two currencies by <c>usd</c> and <c>USD</c>, and a cap must not be passed over for it.</summary>
    internal static bool IsSame(string currency, string other) => currency.Equals(other, StringComparison.OrdinalIgnoreCase);
}
