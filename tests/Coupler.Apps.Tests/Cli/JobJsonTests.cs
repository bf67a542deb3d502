using System.Text.Json;

namespace Coupler.Apps.Tests.Cli;

/// <summary>What <c>docs/formats/cli-json.md</c> promises of the verbs for jobs.</summary>
public sealed class JobJsonTests : IDisposable
{
    private static readonly string[] New =
        ["job", "name", "workspace", "target", "status", "phase", "attempt", "bound", "created", "updated", "elapsedSeconds"];

    private readonly StoreOnDisk store = new();

    public void Dispose() => store.Dispose();

    [Fact]
    public async Task A_job_that_was_submitted_tells_every_field_of_the_contract()
    {
        var submitted = (await RunAsync("submit", "samples/circuits/bell.qasm", "--owner", "ann", "--name", "a bell")).Ended(0);
        Assert.Empty(submitted.Error);
        var job = submitted.Json;
        Assert.Equal([.. New[..2], "owner", .. New[2..]], NamesOf(job));
        Assert.Equal("a bell", job.GetProperty("name").GetString());
        Assert.Equal("ann", job.GetProperty("owner").GetString());
        Assert.Equal("local", job.GetProperty("workspace").GetString());
        Assert.Equal("local.auto", job.GetProperty("target").GetString());
        Assert.Equal("created", job.GetProperty("status").GetString());
        Assert.Equal("prepare", job.GetProperty("phase").GetString());
        Assert.Equal(0, job.GetProperty("attempt").GetInt32());
        Assert.Equal("""{"amount":0}""", JsonSerializer.Serialize(job.GetProperty("bound")));
        Assert.Equal(job.GetProperty("created").GetDateTimeOffset(), job.GetProperty("updated").GetDateTimeOffset());
        Assert.Equal(0, job.GetProperty("elapsedSeconds").GetDouble());

        var status = (await RunAsync("status", $"{job.GetProperty("job").GetGuid()}")).Ended(0);
        Assert.Equal(job.ToString(), status.Json.ToString());
    }

    [Fact]
    public async Task A_watch_prints_a_job_a_line_with_its_progress_up_to_its_end()
    {
        var job = await store.SubmitAsync(store.Write("slow.qasm", Circuits.Slow(qubits: 20, layers: 30)));

        var watched = (await RunAsync("watch", job)).Ended(0);

        var lines = watched.Output.TrimEnd('\n').Split('\n').Select(Parse).ToList();
        Assert.Equal(["created", "succeeded"], new[] { lines[0], lines[^1] }.Select(StatusOf));
        Assert.All(lines, line => Assert.Equal(job, line.GetProperty("job").GetString()));
        var running = lines.First(line => StatusOf(line) == "executing" && line.TryGetProperty("progress", out _));
        Assert.Equal([.. New[..7], "serviceStatus", "progress", .. New[7..]], NamesOf(running));
        Assert.Equal(1, running.GetProperty("attempt").GetInt32());
        Assert.Equal(["done", "total", "unit"], NamesOf(running.GetProperty("progress")));
        Assert.Equal("gates", running.GetProperty("progress").GetProperty("unit").GetString());
        Assert.Empty(watched.Error);
    }

    [Fact]
    public async Task A_page_says_where_the_next_begins_and_the_last_does_not()
    {
        var first = await store.SubmitAsync("samples/circuits/bell.qasm");
        var second = await store.SubmitAsync("samples/circuits/bell.qasm");

        var page = (await RunAsync("jobs", "--limit", "1")).Ended(0).Json;
        Assert.Equal(["jobs", "next"], NamesOf(page));
        Assert.Equal(New, NamesOf(Assert.Single(page.GetProperty("jobs").EnumerateArray())));
        Assert.Equal(second, page.GetProperty("next").GetString());

        var last = (await RunAsync("jobs", "--limit", "1", "--before", second)).Ended(0).Json;
        Assert.Equal(["jobs"], NamesOf(last));
        Assert.Equal(first, last.GetProperty("jobs")[0].GetProperty("job").GetString());
        Assert.Empty((await RunAsync("jobs", "--parked")).Ended(0).Json.GetProperty("jobs").EnumerateArray());
    }

    [Fact]
    public async Task A_result_is_that_of_a_run_and_one_that_is_not_here_is_an_error()
    {
        var job = await store.SubmitAsync("samples/circuits/bell.qasm", "--seed", "7");

        var early = (await RunAsync("results", job)).Ended(5).Json;
        Assert.Equal(["job", "target", "status", "error"], NamesOf(early));
        Assert.Equal("created", StatusOf(early));
        Assert.Equal("unfinished", early.GetProperty("error").GetProperty("kind").GetString());

        var results = (await RunAsync("results", job, "--wait")).Ended(0);
        string[] direct = ["run", "samples/circuits/bell.qasm", "--seed", "7", "--format", "json"];
        var run = (await ChildProcess.RunCouplerAsync(direct)).Ended(0);
        Assert.Equal(NamesOf(run.Json), NamesOf(results.Json));
        Assert.Equal(run.Counts, results.Counts);
        Assert.Equal(job, results.Json.GetProperty("job").GetString());
    }

    [Fact]
    public async Task A_cancelled_job_says_so_and_work_counts_ends()
    {
        var cancelled = await store.SubmitAsync("samples/circuits/bell.qasm");
        await store.SubmitAsync("samples/circuits/bell.qasm");

        Assert.Equal("cancelled", StatusOf((await RunAsync("cancel", cancelled)).Ended(0).Json));
        var work = (await RunAsync("work", "--until-idle")).Ended(0).Json;

        Assert.Equal(
            [("store", $"\"{store.Path}\""), ("succeeded", "1"), ("failed", "0"), ("cancelled", "0"), ("parked", "0")],
            work.EnumerateObject().Select(member => (member.Name, member.Value.GetRawText())));
    }

    private Task<ProcessOutcome> RunAsync(params string[] arguments) => store.RunAsync([.. arguments, "--format", "json"]);

    private static JsonElement Parse(string line)
    {
        using var document = JsonDocument.Parse(line);
        return document.RootElement.Clone();
    }

    private static string? StatusOf(JsonElement job) => job.GetProperty("status").GetString();

    private static IEnumerable<string> NamesOf(JsonElement json) => json.EnumerateObject().Select(member => member.Name);
}
