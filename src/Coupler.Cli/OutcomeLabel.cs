using Coupler.Circuits;

namespace Coupler.Cli;

/// <summary>How an outcome is written: registers joined by one space, the last declared leftmost, bit 0 rightmost.</summary>
internal static class OutcomeLabel
{
    /// <param name="result">Where the outcome comes from: of a circuit that measures nothing it has no registers.</param>
    public static string Of(BitString outcome, CircuitResult result) => result.Counts.Count == 0 || result.Registers.Length < 2
        ? outcome.ToString()
        : string.Join(' ', result.Registers.Reverse().Select(register => outcome.Slice(register.Offset, register.Size)));
}
