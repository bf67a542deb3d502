using Coupler.Cost;
using Coupler.Jobs;
using Microsoft.Data.Sqlite;
using static Coupler.Testing.Contracts.Jobs;

namespace Coupler.Conformance.Stores;

/// <summary>What a file keeps of budgets, and for whom.</summary>
public sealed class SqliteJobBudgetTests : IDisposable
{
    /// <summary>The tables of the first layout, as the first version made them.</summary>
    private const string FirstLayout =
        """
        CREATE TABLE jobs (
            id TEXT PRIMARY KEY, version INTEGER NOT NULL, format INTEGER NOT NULL, workspace TEXT NOT NULL,
            status TEXT NOT NULL, due INTEGER, claim TEXT, cancel INTEGER NOT NULL, created INTEGER NOT NULL,
            owner TEXT NOT NULL, key TEXT, target TEXT NOT NULL, record BLOB NOT NULL) WITHOUT ROWID;
        CREATE INDEX jobs_due ON jobs (workspace, due) WHERE due IS NOT NULL AND claim IS NULL;
        CREATE INDEX jobs_claim ON jobs (claim) WHERE claim IS NOT NULL;
        CREATE INDEX jobs_cancel ON jobs (claim) WHERE claim IS NOT NULL AND cancel = 1;
        CREATE INDEX jobs_created ON jobs (created);
        CREATE UNIQUE INDEX jobs_key ON jobs (owner, key) WHERE key IS NOT NULL;
        CREATE TABLE leases (id TEXT PRIMARY KEY, until INTEGER NOT NULL) WITHOUT ROWID;
        CREATE TABLE contents (
            job TEXT NOT NULL REFERENCES jobs (id) ON DELETE CASCADE, name TEXT NOT NULL,
            format TEXT NOT NULL, content BLOB NOT NULL, PRIMARY KEY (job, name));
        PRAGMA user_version = 1;
        """;

    private readonly TemporaryFile file = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => file.Dispose();

    [Fact]
    public async Task What_was_reserved_is_there_when_the_file_is_opened_again()
    {
        await using (var store = new SqliteJobStore(file.Path)) await store.CreateAsync([Priced(limit: 10)], Token);

        await using var again = new SqliteJobStore(file.Path);

        Assert.Equal(new AccountBalance(4, 0), await again.ReadBalanceAsync("lab", Token));
        Assert.Equal(4_000_000, Scalar("SELECT amount FROM reservations"));
    }

    [Fact]
    public async Task Two_stores_on_one_file_count_on_one_account()
    {
        await using var store = new SqliteJobStore(file.Path);
        await using var other = new SqliteJobStore(file.Path);

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 64).Select(i => Task.Run(
            () => RefusalAsync(i % 2 == 0 ? store : other, limit: 41), Token)));

        Assert.Equal(10, outcomes.Count(refusal => refusal is null));
        Assert.Equal(new AccountBalance(40, 0), await other.ReadBalanceAsync("lab", Token));
        Assert.Equal(10, Scalar("SELECT count(*) FROM jobs"));
    }

    [Fact]
    public async Task A_refusal_costs_no_other_job_that_is_written_at_the_same_time()
    {
        await using var store = new SqliteJobStore(file.Path);

        var free = Enumerable.Range(0, 50).Select(_ => store.CreateAsync([Priced(limit: 1_000)], Token).AsTask()).ToArray();
        var refused = Enumerable.Range(0, 50).Select(_ => RefusalAsync(store, limit: 3)).ToArray();

        await Task.WhenAll(free);
        Assert.All(await Task.WhenAll(refused), refusal => Assert.IsType<BudgetExceededException>(refusal));
        Assert.Equal(50, Scalar("SELECT count(*) FROM jobs"));
    }

    [Fact]
    public async Task A_file_of_the_first_layout_is_taken_along_with_its_jobs()
    {
        var old = New();
        Insert(old);

        await using var store = new SqliteJobStore(file.Path);
        await store.CreateAsync([Priced(limit: 10)], Token);
        var ended = await store.ReplaceAsync(old with { Status = JobStatus.Succeeded, Due = null }, 1, [], Token);

        Assert.Equal(JobStatus.Succeeded, ended!.Status);
        Assert.Equal(new AccountBalance(4, 0), await store.ReadBalanceAsync("lab", Token));
    }

    private static async Task<Exception?> RefusalAsync(SqliteJobStore store, decimal limit) =>
        await Record.ExceptionAsync(async () => await store.CreateAsync([Priced(limit)], Token));

    private static NewJob Priced(decimal limit) => new(New(), [new("input", Problem.ToPayload())])
    {
        Reservations = [new() { Account = "lab", Amount = 4, Currency = "USD", Limit = limit, Target = "a.machine" }],
    };

    private SqliteConnection Open()
    {
        var connection = new SqliteConnection($"Data Source={file.Path};Pooling=False");
        connection.Open();
        return connection;
    }

    private long Scalar(string sql)
    {
        using var connection = Open();
        using var command = new SqliteCommand(sql, connection);
        return (long)command.ExecuteScalar()!;
    }

    private void Insert(JobRecord job)
    {
        using var connection = Open();
        using var layout = new SqliteCommand(FirstLayout, connection);
        layout.ExecuteNonQuery();
        const string sql =
            """
            INSERT INTO jobs (id, version, format, workspace, status, due, cancel, created, owner, target, record)
            VALUES ($id, 1, 1, 'somewhere', 'Created', $due, 0, $created, '', 'somewhere.target', $record)
            """;
        using var insert = new SqliteCommand(sql, connection);
        insert.Parameters.AddWithValue("$id", job.Id.ToString());
        insert.Parameters.AddWithValue("$due", job.Due!.Value.UtcTicks);
        insert.Parameters.AddWithValue("$created", job.Created.UtcTicks);
        insert.Parameters.AddWithValue("$record", JobRecordFormat.Write(job with { Version = 1 }));
        insert.ExecuteNonQuery();
    }
}
