using Microsoft.Data.Sqlite;

namespace Coupler.Apps.Tests.Cli;

/// <summary>A job that waits for a person, since what is stored of it cannot be read.</summary>
public sealed class ParkedJobTests : IDisposable
{
    private readonly StoreOnDisk store = new();

    public void Dispose() => store.Dispose();

    [Fact]
    public async Task A_parked_job_says_so_everywhere_and_is_taken_up_again()
    {
        var job = await store.SubmitAsync("samples/circuits/bell.qasm", "--seed", "7");
        var input = Exchange(job, [0]);

        var watched = (await store.RunAsync("watch", job)).Ended(4);
        Assert.Contains("prepare: parked; ", watched.Output, StringComparison.Ordinal);
        var results = (await store.RunAsync("results", job, "--format", "json")).Ended(4);
        Assert.Equal("parked", results.Json.GetProperty("status").GetString());
        Assert.Equal("parked", results.Json.GetProperty("error").GetProperty("kind").GetString());
        Assert.Contains($"coupler complete {job}", results.Json.GetProperty("error").GetProperty("message").GetString());
        Assert.Contains(job, (await store.RunAsync("jobs", "--parked")).Ended(0).Output, StringComparison.Ordinal);

        Exchange(job, input);
        var again = (await store.RunAsync("complete", job)).Ended(0);
        Assert.Equal($"Job {job} is taken up again: coupler watch {job} --store {store.Path}\n", again.Output);
        var brought = (await store.RunAsync("results", job, "--wait", "--format", "json")).Ended(0);
        Assert.Equal(1_000, brought.Counts.Values.Sum());
    }

    [Fact]
    public async Task A_job_that_is_not_parked_is_not_taken_up()
    {
        var job = await store.SubmitAsync("samples/circuits/bell.qasm");

        var refused = (await store.RunAsync("complete", job)).Ended(2);

        Assert.Equal($"coupler: Job {job} is not parked, so there is nothing to take up: prepare: created.\n", refused.Error);
        Assert.Equal("created", await store.StatusAsync(job));
    }

    /// <summary>Puts other bytes in the place of a job's input and returns those that were there.</summary>
    private byte[] Exchange(string job, byte[] input)
    {
        using var connection = new SqliteConnection($"Data Source={store.Path};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT content FROM contents WHERE job = $job AND name = 'input'";
        command.Parameters.AddWithValue("$job", job);
        var before = (byte[])command.ExecuteScalar()!;
        command.CommandText = "UPDATE contents SET content = $input WHERE job = $job AND name = 'input'";
        command.Parameters.AddWithValue("$input", input);
        Assert.Equal(1, command.ExecuteNonQuery());
        return before;
    }
}
