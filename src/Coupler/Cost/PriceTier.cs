namespace Coupler.Cost;

/// <summary>The price of the hours from the end of the tier before up to this one's.</summary>
internal sealed record PriceTier(decimal UpToHours, decimal HourPrice);
