namespace Coupler.Apps.Tests.Cli;

/// <summary>What the verbs for jobs say when they cannot do what was asked.</summary>
public sealed class JobFailureTests : IDisposable
{
    private const string Id = "01a20a3b-6653-7534-a13c-a60213a2d80c";

    private readonly StoreOnDisk store = new();

    public void Dispose() => store.Dispose();

    public static TheoryData<string, string[]> Readers => new()
    {
        { "status", [Id] },
        { "watch", [Id] },
        { "results", [Id, "--wait"] },
        { "cancel", [Id] },
        { "complete", [Id] },
        { "jobs", ["--before", Id] },
    };

    [Theory]
    [MemberData(nameof(Readers))]
    public async Task A_verb_that_reads_makes_no_store_and_names_a_job_that_is_not_there(string verb, string[] arguments)
    {
        var missing = (await store.RunAsync([verb, .. arguments])).Ended(2);
        Assert.Equal($"coupler: There is no store '{store.Path}'; 'coupler submit' makes one.\n", missing.Error);
        Assert.False(File.Exists(store.Path));

        await store.SubmitAsync("samples/circuits/bell.qasm");
        var unknown = (await store.RunAsync([verb, .. arguments, "--format", "json"])).Ended(2);
        var error = Assert.Single(unknown.Json.EnumerateObject()).Value;
        Assert.Equal("unknownJob", error.GetProperty("kind").GetString());
        Assert.Equal(
            $"There is no job {Id} in '{store.Path}'. To see what there is: coupler jobs --store {store.Path}",
            error.GetProperty("message").GetString());
        Assert.Empty(unknown.Error);
    }

    [Theory]
    [InlineData("'bell' is no id of a job; one looks like 01a20a3b-", "status", "bell")]
    [InlineData("'01a20a3b' is no id of a job", "watch", "01a20a3b")]
    [InlineData("--before: 'bell' is no id of a job", "jobs", "--before", "bell")]
    [InlineData("--status: there is no status 'executin'; did you mean 'executing'?", "jobs", "--status", "created,executin")]
    [InlineData("--status: there is no status 'running'; did you mean 'executing'?", "jobs", "--status", "running")]
    [InlineData("--status: there is no status 'x'; there are created, waiting, ", "jobs", "--status", "x")]
    [InlineData("--limit takes a whole number from 1 to 1000, not '0'", "jobs", "--limit", "0")]
    [InlineData("--key needs a word", "submit", "samples/circuits/bell.qasm", "--key", "")]
    [InlineData("--tag needs a word", "submit", "samples/circuits/bell.qasm", "--tag", "a", "--tag", "")]
    [InlineData("--raw cannot write", "results", Id, "--raw", "no/such/folder/raw")]
    public async Task A_wrong_word_says_what_is_meant(string expected, params string[] arguments)
    {
        var run = (await store.RunAsync(arguments)).Ended(2);

        Assert.Empty(run.Output);
        Assert.StartsWith($"coupler: {expected}", run.Error, StringComparison.Ordinal);
        Assert.Contains($"See 'coupler {arguments[0]} --help'", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_store_that_is_none_is_named()
    {
        File.WriteAllText(store.Path, "This is a letter to somebody, long enough to be read as the first page of a database.");
        var expected = $"coupler: The store '{store.Path}' is no SQLite database; name another file or a new one.\n";
        foreach (var arguments in (string[][])[["jobs"], ["submit", "samples/circuits/bell.qasm"], ["work"]])
        {
            var run = (await store.RunAsync(arguments)).Ended(2);
            Assert.Equal(expected, run.Error);
        }

        var folder = (await ChildProcess.RunCouplerAsync("jobs", "--store", "samples")).Ended(2);
        Assert.Equal("coupler: The store 'samples' is a folder; name a file in it.\n", folder.Error);
        string[] submit = ["submit", "samples/circuits/bell.qasm", "--store", "no/jobs.db"];
        var nowhere = (await ChildProcess.RunCouplerAsync(submit)).Ended(2);
        Assert.Contains("needs the folder", nowhere.Error, StringComparison.Ordinal);
        var empty = (await ChildProcess.RunCouplerAsync("run", "samples/circuits/bell.qasm", "--store", "")).Ended(2);
        Assert.StartsWith("coupler: --store needs the name of a file.", empty.Error, StringComparison.Ordinal);
    }
}
