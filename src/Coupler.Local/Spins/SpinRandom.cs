namespace Coupler.Local.Spins;

/// <summary>The random numbers of one run, which its seed and number decide.</summary>
internal sealed class SpinRandom(long seed, int run)
{
    /// <summary>For what is done to eight spins at once.</summary>
    public RandomLanes Lanes = new(seed, run);

    /// <summary>For the rest.</summary>
    public RandomWords Words = new(seed, run);
}
