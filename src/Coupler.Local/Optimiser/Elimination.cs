using System.Collections.Immutable;

namespace Coupler.Local.Optimiser;

/// <summary>
/// A spin that was eliminated: in an optimum it has the sign that its field then demands, −sign(h + Σ J·s), of spins that are
/// left or were eliminated later.
/// </summary>
internal readonly record struct Elimination(int Spin, double Field, ImmutableArray<(int Spin, double Weight)> Row);
