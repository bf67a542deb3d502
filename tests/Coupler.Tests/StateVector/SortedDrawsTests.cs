using Coupler.Local.StateVector;
using CsCheck;

namespace Coupler.Tests.StateVector;

public sealed class SortedDrawsTests
{
    [Fact]
    public void Draws_come_in_order_and_keep_their_shots()
    {
        var draws = new SortedDraws(3_000);
        Gen.Select(Gen.Long, Gen.Int[0, 5], Gen.Int[0, 100_000].HashSet[0, 3_000]).Sample((seed, draw, shots) =>
        {
            var random = new ShotRandom(seed);
            int[] unsorted = [.. shots];
            draws.Fill(random, unsorted, draw, scale: 2);
            var uniforms = new double[unsorted.Length];
            random.Fill(unsorted, draw, uniforms);
            var expected = uniforms.Zip(unsorted).OrderBy(pair => pair.First).ToList();
            Assert.Equal(expected.Select(pair => 2 * pair.First), draws.Keys.ToArray());
            Assert.Equal(expected.Select(pair => pair.Second), draws.Shots.ToArray());
        }, iter: 200, threads: 1);
    }

    [Fact]
    public void Draws_of_other_seeds_shots_and_numbers_differ()
    {
        var drawn = new double[4];
        new ShotRandom(1).Fill([0, 1, 2, 3], draw: 0, drawn);
        var others = new double[4];
        new ShotRandom(2).Fill([0, 1, 2, 3], draw: 0, others);
        var later = new double[4];
        new ShotRandom(1).Fill([0, 1, 2, 3], draw: 1, later);
        Assert.Equal(12, drawn.Concat(others).Concat(later).Distinct().Count());
    }
}
