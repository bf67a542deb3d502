using Coupler.Circuits;

namespace Coupler.Cli;

/// <summary>How an outcome is written: registers joined by one space, the last declared leftmost, bit 0 rightmost.</summary>
internal static class OutcomeLabel
{
    /// <param name="result">Where the outcome comes from: of a circuit that measures nothing it has no registers.</param>
    public static string Of(BitString outcome, CircuitResult result) => HasParts(result)
        ? string.Join(' ', result.Registers.Reverse().Select(register => outcome.Slice(register.Offset, register.Size)))
        : outcome.ToString();

    /// <summary>The registers' names in the order in which an outcome shows them; null where it has but one part.</summary>
    public static string? Registers(CircuitResult result) => HasParts(result)
        ? $"registers: {string.Join(' ', result.Registers.Reverse().Select(register => register.Name))}"
        : null;

    private static bool HasParts(CircuitResult result) => result.Counts.Count > 0 && result.Registers.Length > 1;
}
