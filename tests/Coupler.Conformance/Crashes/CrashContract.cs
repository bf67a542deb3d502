using System.Diagnostics;
using Coupler.Conformance.Client;
using Coupler.Jobs;
using Coupler.Testing.Contracts;

namespace Coupler.Conformance.Crashes;

/// <summary>
/// A client in a process of its own writes its job into a file and is killed at a border of its phases; then another client,
/// in this process, opens the file, and the job's id is all it has. It must get what a client that was never killed gets, in
/// the same attempt.
/// </summary>
public abstract class CrashContract : IDisposable
{
    private readonly TemporaryFile file = new();
    private readonly Patience patience = new();

    /// <summary>
    /// Before and after every write to the store and every call of the place.
    /// </summary>
    public static TheoryData<string> KillPoints =>
        [.. Borders.SelectMany(border => new[] { $"before {border}", $"after {border}" })];

    protected CancellationToken Token => patience.Token;

    protected string Store => file.Path;

    /// <summary>What the client program takes as its place.</summary>
    protected abstract string Place { get; }

    protected abstract string Target { get; }

    private static IEnumerable<string> Borders =>
    [
        "commit create", "commit intent", "commit acceptance", "commit end",
        "call upload", "call submit", "call read", "call fetch",
    ];

    [Theory]
    [MemberData(nameof(KillPoints))]
    public async Task A_job_survives_a_kill(string killPoint)
    {
        await RunAndDieAsync(killPoint);

        if (killPoint == "before commit create") await AssertNothingHappenedAsync();
        else await AssertGoesOnAsync(await IdAsync());
    }

    public void Dispose()
    {
        file.Dispose();
        patience.Dispose();
        GC.SuppressFinalize(this);
    }

    protected abstract Workspace Open();

    /// <summary>The answer of a client that keeps its jobs in memory and is not killed.</summary>
    protected abstract Task<string> UndisturbedAsync(QuantumClient client);

    protected abstract Task<string> ResultAsync(QuantumClient client, Guid job);

    /// <summary>For a place that outlives the client: what it knows of the job's only attempt when it is done.</summary>
    protected virtual void AssertSentOnce(Guid attempt)
    {
    }

    /// <summary>For a place that outlives the client.</summary>
    protected virtual void AssertNothingSent()
    {
    }

    protected async Task AssertGoesOnAsync(Guid job)
    {
        await using var undisturbed = new QuantumClient([Open()], Errand.Impatient());
        await using var fresh = new QuantumClient([Open()], Errand.Impatient(Store));

        var answer = await ResultAsync(fresh, job);

        Assert.Equal(await UndisturbedAsync(undisturbed), answer);
        await using var store = new SqliteJobStore(Store);
        var record = await store.GetAsync(job, Token);
        Assert.Equal(JobStatus.Succeeded, record!.Status);
        Assert.Equal(Attempt.IdOf(job, 1), Assert.Single(record.Attempts).Id);
        AssertSentOnce(Attempt.IdOf(job, 1));
    }

    /// <summary>The only job in the file.</summary>
    protected async Task<Guid> IdAsync()
    {
        await using var store = new SqliteJobStore(Store);
        var jobs = new List<Guid>();
        await foreach (var job in store.QueryAsync(new JobQuery(), Token)) jobs.Add(job.Id);
        return Assert.Single(jobs);
    }

    protected Process StartClient(params string[] arguments) =>
        DotnetProgram.Start("Coupler.Conformance.Client", [Place, Store, .. arguments]);

    private async Task RunAndDieAsync(string killPoint)
    {
        using var client = StartClient("run", Target, killPoint);
        var output = await client.StandardOutput.ReadToEndAsync(Token);
        var errors = await client.StandardError.ReadToEndAsync(Token);
        await client.WaitForExitAsync(Token);
        Assert.True(client.ExitCode != 0 && output.Length == 0 && errors.Length == 0, $"It was not killed: {output}{errors}");
    }

    private async Task AssertNothingHappenedAsync()
    {
        await using var store = new SqliteJobStore(Store);
        await foreach (var _ in store.QueryAsync(new JobQuery(), Token)) Assert.Fail("There is a job.");
        AssertNothingSent();
    }
}
