namespace Coupler.Apps.Tests.Cli;

/// <summary>The list of a store's jobs.</summary>
public sealed class JobListTests : IDisposable
{
    private const string Bell = "samples/circuits/bell.qasm";

    private readonly StoreOnDisk store = new();

    public void Dispose() => store.Dispose();

    [Fact]
    public async Task A_list_is_newest_first_and_says_how_to_see_the_next_page()
    {
        var ann = await store.SubmitAsync(Bell, "--owner", "ann", "--tag", "red");
        var bob = await store.SubmitAsync(Bell, "--owner", "bob", "--tag", "red", "--tag", "big");
        var cut = await store.SubmitAsync(Bell, "--owner", "ann", "--target", "local.state-vector", "--name", "cut");
        (await store.RunAsync("cancel", cut)).Ended(0);

        var first = (await store.RunAsync("jobs", "--limit", "2")).Ended(0);
        var lines = first.Output.TrimEnd('\n').Split('\n');
        Assert.Equal(3, lines.Length);
        Assert.Matches("^Job +Status +Target +Created +Name$", lines[0]);
        Assert.Matches($"^{cut} +cancelled +local.state-vector +[-0-9]+ [:0-9]+ +cut$", lines[1]);
        Assert.Matches($"^{bob} +created +local.auto +[-0-9]+ [:0-9]+ +bell.qasm$", lines[2]);
        Assert.Equal($"There are more: coupler jobs --limit 2 --store {store.Path} --before {bob}\n", first.Error);

        var next = (await store.RunAsync("jobs", "--limit", "2", "--before", bob)).Ended(0);
        Assert.Equal([ann], Ids(next.Output));
        Assert.Empty(next.Error);

        Assert.Equal([cut, bob, ann], await FindAsync("--status", "created,cancelled"));
        Assert.Equal([cut], await FindAsync("--target", "local.state-vector"));
        Assert.Equal([cut, ann], await FindAsync("--owner", "ann"));
        Assert.Equal([ann], await FindAsync("--tag", "red", "--owner", "ann"));
        var none = (await store.RunAsync("jobs", "--parked")).Ended(0);
        Assert.Equal(("", $"No such jobs in '{store.Path}'.\n"), (none.Output, none.Error));
    }

    private async Task<IEnumerable<string>> FindAsync(params string[] options) =>
        Ids((await store.RunAsync(["jobs", .. options])).Ended(0).Output);

    private static IEnumerable<string> Ids(string table) => table.TrimEnd('\n').Split('\n')[1..].Select(line => line[..36]);
}
