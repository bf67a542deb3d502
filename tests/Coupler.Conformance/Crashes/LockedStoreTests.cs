using Coupler.Circuits;
using Coupler.Conformance.Client;
using Coupler.Jobs;
using Coupler.Testing.Contracts;
using Microsoft.Data.Sqlite;
using static Coupler.Circuits.Gates;

namespace Coupler.Conformance.Crashes;

/// <summary>A file that another connection has locked, as a backup or a shell would, while jobs are under way.</summary>
public sealed class LockedStoreTests(RemotePlace place) : IClassFixture<RemotePlace>, IAsyncLifetime
{
    private const int Jobs = 30;

    private readonly TemporaryFile file = new();
    private readonly Patience patience = new();
    private SqliteConnection shell = null!;

    private CancellationToken Token => patience.Token;

    /// <summary>Longer than the lease in any case: it runs out while nobody can keep it up.</summary>
    private static TimeSpan LockTimeout =>
        TimeSpan.FromSeconds(Environment.GetEnvironmentVariable("COUPLER_LONG") == "1" ? 10 : 0.5);

    public async ValueTask InitializeAsync()
    {
        await new SqliteJobStore(file.Path).DisposeAsync();
        shell = new SqliteConnection($"Data Source={file.Path};Pooling=False");
        await shell.OpenAsync(Token);
    }

    [Theory]
    [InlineData("BEGIN IMMEDIATE")]
    [InlineData("BEGIN EXCLUSIVE")]
    public async Task Jobs_under_way_lose_nothing_while_a_submit_is_refused_with_the_reason(string locking)
    {
        var before = place.Ledger.Length;
        var store = new SqliteJobStore(file.Path, new() { LockTimeout = LockTimeout });
        await using var client = new QuantumClient([new RemoteWorkspace(place.Address)], Errand.Impatient(), store);
        var jobs = await Task.WhenAll(Enumerable.Range(0, Jobs).Select(_ => SubmitAsync(client)));
        while (place.Ledger.Length == before) await Task.Yield();

        Execute(locking);
        var refusal = await Assert.ThrowsAsync<JobStoreException>(() => SubmitAsync(client));
        var read = await jobs[0].GetSnapshotAsync(Token);
        Execute("COMMIT");

        Assert.Equal(JobStoreTrouble.Locked, refusal.Trouble);
        Assert.StartsWith(
            $"The store '{file.Path}' is locked by another process. ", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(jobs[0].Id, read.Id);
        foreach (var job in jobs) Assert.Equal(20, (await job.ResultAsync(Token)).Shots);
        Assert.Equal(20, (await (await SubmitAsync(client)).ResultAsync(Token)).Shots);
        var accepted = place.Ledger[before..];
        Assert.Equal((Jobs + 1, Jobs + 1), (accepted.Length, accepted.Distinct().Count()));
    }

    /// <summary>Every content is a file here: where there is one, the job waits for the lock.</summary>
    [Fact]
    public async Task A_submit_waits_for_a_lock_that_goes()
    {
        var store = new SqliteJobStore(file.Path, new() { ContentLimit = 0 });
        await using var client = new QuantumClient([new RemoteWorkspace(place.Address)], store: store);
        var first = await SubmitAsync(client);
        var folder = file.Path + ".contents";
        await first.ResultAsync(Token);
        var files = Files().Length;
        string[] Files() => Directory.GetFiles(folder, "*", SearchOption.AllDirectories);

        Execute("BEGIN IMMEDIATE");
        var submit = SubmitAsync(client, shots: 21, qubits: 3);
        while (Files().Length == files && !submit.IsCompleted) await Task.Yield();
        Assert.False(submit.IsCompleted);
        Execute("COMMIT");

        Assert.Equal(21, (await (await submit).ResultAsync(Token)).Shots);
    }

    /// <summary>Where there is a store, nothing has to be written to open it.</summary>
    [Fact]
    public async Task A_locked_file_without_a_store_is_not_opened_and_the_refusal_says_what_holds_it()
    {
        var path = file.Beside("new.db");
        await shell.CloseAsync();
        shell.ConnectionString = $"Data Source={path};Pooling=False";
        await shell.OpenAsync(Token);
        Execute("BEGIN EXCLUSIVE");

        var refusal = Assert.Throws<JobStoreException>(() => new SqliteJobStore(path, new() { LockTimeout = TimeSpan.Zero }));

        Assert.Equal(JobStoreTrouble.Locked, refusal.Trouble);
        Assert.StartsWith($"The store '{path}' is locked by another process. ", refusal.Message, StringComparison.Ordinal);
    }

    public async ValueTask DisposeAsync()
    {
        await shell.DisposeAsync();
        patience.Dispose();
        file.Dispose();
    }

    private Task<Job<CircuitResult>> SubmitAsync(QuantumClient client, int shots = 20, int qubits = 2) =>
        client.SubmitAsync([Qubits(qubits), H(0), CX(0, 1), MeasureAll()], Options(shots), Token);

    private static JobOptions Options(int shots) => new() { Target = RemoteWorkspace.TargetId, Shots = shots };

    private void Execute(string sql)
    {
        using var command = shell.CreateCommand();
#pragma warning disable CA2100 // constants of this file
        command.CommandText = sql;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }
}
