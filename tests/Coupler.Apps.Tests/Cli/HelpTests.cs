namespace Coupler.Apps.Tests.Cli;

public sealed class HelpTests
{
    [Theory]
    [InlineData("run")]
    [InlineData("estimate")]
    [InlineData("targets")]
    [InlineData("draw")]
    [InlineData("convert")]
    [InlineData("submit")]
    [InlineData("status")]
    [InlineData("watch")]
    [InlineData("results")]
    [InlineData("cancel")]
    [InlineData("complete")]
    [InlineData("jobs")]
    [InlineData("work")]
    public async Task The_help_of_every_command_ends_with_examples(string verb)
    {
        var help = (await ChildProcess.RunCouplerAsync(verb, "--help")).Ended(0);

        var examples = help.Output[help.Output.IndexOf("Examples:", StringComparison.Ordinal)..];
        Assert.Contains($"\n  coupler {verb}", examples, StringComparison.Ordinal);
        Assert.StartsWith("Description:", help.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData]
    [InlineData("--help")]
    public async Task The_help_of_the_program_names_every_command(params string[] arguments)
    {
        var help = (await ChildProcess.RunCouplerAsync(arguments)).Ended(0);

        Assert.All(
            [
                "run", "estimate", "targets", "draw", "convert",
                "submit", "status", "watch", "results", "cancel", "complete", "jobs", "work",
            ],
            verb => Assert.Contains($"\n  {verb} ", help.Output, StringComparison.Ordinal));
        Assert.Contains("Examples:", help.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Help_and_a_command_is_the_help_of_that_command()
    {
        var word = (await ChildProcess.RunCouplerAsync("help", "run")).Ended(0);
        var option = (await ChildProcess.RunCouplerAsync("run", "--help")).Ended(0);

        Assert.Equal(option.Output, word.Output);
    }

    [Fact]
    public async Task The_help_says_what_numbers_may_be()
    {
        var help = (await ChildProcess.RunCouplerAsync("run", "--help")).Ended(0);

        Assert.Contains("Default: 1000. 1 to 100000000.", help.Output, StringComparison.Ordinal);
        Assert.Contains("0 to 9223372036854775807.", help.Output, StringComparison.Ordinal);
        Assert.Contains("a plain number, such as 1.5708.", help.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_help_of_a_verb_for_jobs_says_where_the_store_is_and_who_runs_the_job()
    {
        var help = (await ChildProcess.RunCouplerAsync("submit", "--help")).Ended(0);

        Assert.Matches("--store <file> +The file .* Default: COUPLER_STORE, or else '.*/coupler/jobs.db'.", help.Output);
        Assert.Contains("The job runs when somebody has the store open", help.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_version_is_a_number()
    {
        var version = (await ChildProcess.RunCouplerAsync("--version")).Ended(0);

        Assert.Matches(@"^\d+\.\d+\.\d+", version.Output);
    }
}
