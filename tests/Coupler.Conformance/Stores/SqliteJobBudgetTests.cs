using Coupler.Cost;
using Coupler.Jobs;
using Microsoft.Data.Sqlite;
using static Coupler.Testing.Contracts.Jobs;

namespace Coupler.Conformance.Stores;

/// <summary>What a file keeps of budgets, and for whom.</summary>
public sealed class SqliteJobBudgetTests : IDisposable
{
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
    public async Task A_job_that_is_refused_leaves_no_file_of_its_input()
    {
        await using var store = new SqliteJobStore(file.Path, new() { ContentLimit = 2 });

        Assert.IsType<BudgetExceededException>(await RefusalAsync(store, limit: 3));

        Assert.Empty(Directory.GetFiles(file.Path + ".contents", "*", SearchOption.AllDirectories));
        await store.CreateAsync([Priced(limit: 10)], Token);
        Assert.Single(Directory.GetFiles(file.Path + ".contents", "*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task A_file_of_the_first_layout_takes_reservations()
    {
        Execute(await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "Golden", "store-layout-1.sql"), Token));

        await using var store = new SqliteJobStore(file.Path);
        await store.CreateAsync([Priced(limit: 10)], Token);

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

    private void Execute(string sql)
    {
        using var connection = Open();
#pragma warning disable CA2100 // a file of the golden ones
        using var command = new SqliteCommand(sql, connection);
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }
}
