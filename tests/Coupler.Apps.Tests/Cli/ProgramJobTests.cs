using Microsoft.Data.Sqlite;

namespace Coupler.Apps.Tests.Cli;

/// <summary>A job that only a program can carry on, since it was made for a step of its own or runs at its workspace.</summary>
public sealed class ProgramJobTests : IDisposable
{
    private readonly StoreOnDisk store = new();

    public void Dispose() => store.Dispose();

    [Theory]
    [InlineData("step", "billing")]
    [InlineData("workspace", "far")]
    public async Task A_job_of_a_program_is_shown_and_left_alone(string what, string name)
    {
        var job = await store.SubmitAsync("samples/circuits/bell.qasm");
        Rewrite(job, what, name);

        var left = $"Job {job} goes on only in a program that has the {what} '{name}'.";
        var work = (await store.RunAsync("work", "--until-idle")).Ended(0);
        Assert.Equal("No job ended.\n", work.Output);
        Assert.EndsWith($"\n{left}\n", work.Error, StringComparison.Ordinal);
        var status = (await store.RunAsync("status", job, "--format", "json")).Ended(0);
        Assert.Equal(name, status.Json.GetProperty(what).GetString());
        using var watching = store.Start("watch", job);
        await watching.WaitForErrorLineAsync(left);
        watching.SendInterrupt();
        (await watching.EndAsync()).Ended(130);
        Assert.Equal("created", await store.StatusAsync(job));
    }

    private void Rewrite(string job, string column, string name)
    {
        using var connection = new SqliteConnection($"Data Source={store.Path};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // what this class says
        command.CommandText =
            $"""
            UPDATE jobs SET {column} = $name,
                record = CAST(json_set(CAST(record AS TEXT), '$.{column}', $name) AS BLOB)
            WHERE id = $job
            """;
#pragma warning restore CA2100
        command.Parameters.AddWithValue("$name", name);
        command.Parameters.AddWithValue("$job", job);
        Assert.Equal(1, command.ExecuteNonQuery());
    }
}
