using Coupler.Local.Solvers;

namespace Coupler.Tests.Solvers;

public sealed class ThinnedCountsTests
{
    [Theory]
    [InlineData(0, 1)]
    [InlineData(4_096, 1)]
    [InlineData(4_097, 2)]
    [InlineData(8_192, 2)]
    [InlineData(8_193, 4)]
    [InlineData(100_000, 32)]
    public void Every_so_many_steps_one_is_kept_from_the_first_on(int steps, int stride)
    {
        var counts = new ThinnedCounts();
        for (var step = 0; step < steps; step++) counts.Add(step);

        Assert.Equal(Enumerable.Range(0, steps).Where(step => step % stride == 0), counts.Kept);
    }
}
