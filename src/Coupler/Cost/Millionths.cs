namespace Coupler.Cost;

/// <summary>Amounts as stores add them up: whole millionths, so that every sum is exact.</summary>
internal static class Millionths
{
    /// <summary>No cap is higher (<see cref="Budget.Limit"/>), and a million such amounts still fit.</summary>
    private const decimal Most = 1_000_000_000_000;

    private const decimal PerUnit = 1_000_000;

    /// <summary>Rounded up: what is counted is never less than what was said. Nothing is counted below 0.</summary>
    public static long Of(decimal amount) => (long)decimal.Ceiling(Math.Clamp(amount, 0, Most) * PerUnit);

    public static decimal ToAmount(long millionths) => millionths / PerUnit;

    /// <summary>The amount as it is counted.</summary>
    public static decimal RoundUp(decimal amount) => ToAmount(Of(amount));
}
