using Coupler.Cli.Views;

namespace Coupler.Tests.Cli;

public sealed class SparklineTests
{
    [Fact]
    public void Each_block_is_what_held_at_the_end_of_its_part_of_the_time()
    {
        var line = new Sparkline();
        line.Add(TimeSpan.Zero, 0);
        line.Add(TimeSpan.FromSeconds(6), 7);
        line.Add(TimeSpan.FromSeconds(9), 3);
        line.Add(TimeSpan.FromSeconds(12), 3);

        Assert.Equal("▁▁▁▁▁███▄▄▄▄", line.ToString());
    }

    [Fact]
    public void What_never_changed_is_level_and_what_has_no_point_is_empty()
    {
        var line = new Sparkline();
        Assert.Equal("", line.ToString());

        line.Add(TimeSpan.FromSeconds(1), -5);

        Assert.Equal("▅▅▅▅▅▅▅▅▅▅▅▅", line.ToString());
    }
}
