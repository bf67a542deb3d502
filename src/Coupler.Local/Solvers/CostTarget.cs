using Coupler.Circuits;

namespace Coupler.Local.Solvers;

/// <summary>A cost that is good enough.</summary>
/// <param name="Energy">
/// Only what has less than this is worth a closer look: energies are rounded, and their costs may be on either side.
/// </param>
/// <param name="IsReachedBy">Whether the cost of these values, as the problem computes it, is good enough. Thread-safe.</param>
internal sealed record CostTarget(double Energy, Func<BitString, bool> IsReachedBy);
