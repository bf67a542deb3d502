namespace Coupler.Local.Spins;

/// <summary>A spin and twice the weight of the coupling with it, in units.</summary>
internal readonly record struct SpinNeighbour(int Spin, int TwiceWeight);
