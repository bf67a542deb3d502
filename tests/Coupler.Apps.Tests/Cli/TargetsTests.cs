namespace Coupler.Apps.Tests.Cli;

public sealed class TargetsTests
{
    [Fact]
    public async Task The_list_has_a_line_for_each_target_with_its_alias()
    {
        var list = (await ChildProcess.RunCouplerAsync("targets")).Ended(0);

        Assert.StartsWith("Target ", list.Output, StringComparison.Ordinal);
        Assert.Matches("\nlocal.auto +simulator +simulator ", list.Output);
        Assert.Matches("\nlocal.state-vector +simulator ", list.Output);
        Assert.Matches("\nlocal.optimiser +optimiser +solver ", list.Output);
    }
}
