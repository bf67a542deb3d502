using Coupler.Jobs;
using Coupler.Problems;
using Microsoft.Data.Sqlite;
using static Coupler.Testing.Contracts.Jobs;

namespace Coupler.Conformance.Stores;

/// <summary>Files that an earlier version made are opened, and their jobs go on.</summary>
public sealed class EarlierLayoutTests : IDisposable
{
    private static readonly Guid Waiting = new("019bc1e3-2a00-7000-8000-000000000001");
    private static readonly Guid Ended = new("019bc1e3-2a00-7000-8000-000000000002");

    private readonly TemporaryFile file = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_store_of_layout_1_is_opened_and_its_jobs_go_on_and_are_kept()
    {
        Make("store-layout-1.sql");

        await using var store = new SqliteJobStore(file.Path);

        var claimed = Assert.Single(await store.ClaimDueAsync(Guid.NewGuid(), new(["somewhere"], []), Noon, 10, Token));
        Assert.Equal((Waiting, 4, JobPhase.Monitor), (claimed.Id, claimed.Version, claimed.Phase));
        var input = Workload.FromPayload((await store.ReadAsync(Waiting, "input", Token))!);
        Assert.Equal((0, 0, -1.0), Assert.Single(Assert.IsType<Qubo>(input)));
        var ended = await store.GetAsync(Ended, Token);
        Assert.Equal((JobStatus.Succeeded, null, 5), (ended!.Status, ended.KeptUntil, ended.Version));
        Assert.Equal([1, 2, 3], (await store.ReadAsync(Ended, "result/1", Token))!.Content.ToArray());
        Assert.Empty(await store.ClaimExpiredAsync(Guid.NewGuid(), ["somewhere"], DateTimeOffset.MaxValue, 10, Token));
        var again = New(new JobOptions { Target = "somewhere.target", Key = "order-1" });
        Assert.Equal(Waiting, (await store.CreateAsync(again, Coupler.Testing.Contracts.Jobs.Problem.ToPayload(), Token)).Id);
    }

    [Fact]
    public async Task What_was_a_store_of_layout_1_takes_large_contents_and_deletes_them()
    {
        Make("store-layout-1.sql");
        await using var store = new SqliteJobStore(file.Path, new() { ContentLimit = 2 });
        var ended = (await store.GetAsync(Ended, Token))!;

        await store.ReplaceAsync(ended, ended.Version, [new("result/2", new Payload("bytes", new byte[] { 4, 5, 6 }))], Token);
        Assert.Equal([4, 5, 6], (await store.ReadAsync(Ended, "result/2", Token))!.Content.ToArray());
        await store.DeleteAsync(Ended, Token);

        Assert.Empty(Directory.GetFiles(file.Path + ".contents", "*", SearchOption.AllDirectories));
    }

    [Theory]
    [InlineData("step", "'billing'", "somewhere", "billing")]
    [InlineData("fallbackWorkspaces", "json('[\"elsewhere\"]')", "elsewhere", "building")]
    public async Task What_was_a_store_of_layout_1_leaves_a_job_to_who_has_its_step_and_its_workspaces(
        string member, string value, string workspace, string step)
    {
        Make("store-layout-1.sql");
        Execute($"UPDATE jobs SET record = CAST(json_set(CAST(record AS TEXT), '$.{member}', {value}) AS BLOB)");
        await using var store = new SqliteJobStore(file.Path);
        var able = new JobReach([workspace, "somewhere"], [(step, 1)]);

        Assert.Empty(await store.ClaimDueAsync(Guid.NewGuid(), new(["somewhere"], [("building", 1)]), Noon, 10, Token));
        Assert.Single(await store.ClaimDueAsync(Guid.NewGuid(), able, Noon, 10, Token));
    }

    public void Dispose() => file.Dispose();

    private void Make(string name) => Execute(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Golden", name)));

    private void Execute(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={file.Path};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // a file of this folder, or what this class says
        command.CommandText = sql;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }
}
