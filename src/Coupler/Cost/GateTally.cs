namespace Coupler.Cost;

/// <summary>What a provider bills of one shot.</summary>
/// <param name="Preparations">Qubits prepared, measurements and resets.</param>
internal readonly record struct GateTally(decimal OneQubit, decimal TwoQubit, decimal Preparations)
{
    public static GateTally operator +(GateTally left, GateTally right) => new(
        left.OneQubit + right.OneQubit, left.TwoQubit + right.TwoQubit, left.Preparations + right.Preparations);
}
