namespace Coupler.Circuits;

/// <summary>A qubit that a gate waits for: it acts where this qubit is 1 (or 0, if not <paramref name="WhenOne"/>).</summary>
public readonly record struct Control(int Qubit, bool WhenOne = true);
