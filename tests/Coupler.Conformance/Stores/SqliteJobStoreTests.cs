using System.Text;
using Coupler.Jobs;
using Coupler.Testing.Contracts;
using Microsoft.Data.Sqlite;

namespace Coupler.Conformance.Stores;

public sealed class SqliteJobStoreTests : JobStoreContract
{
    private static readonly Guid Ours = Guid.NewGuid();

    private readonly TemporaryFile file = new();

    protected override JobStore Open() => new SqliteJobStore(file.Path);

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        file.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Jobs_and_payloads_are_there_when_the_file_is_opened_again()
    {
        var created = await CreateAsync(New());
        var content = new JobContent("result/1", new Payload("bytes", new byte[] { 1, 2, 3 }));
        var job = (await Store.ReplaceAsync(created, created.Version, [content], Token))!;

        await using var again = Open();

        Assert.Equal(Json(job), Json(await again.GetAsync(job.Id, Token)));
        Assert.Equal([1, 2, 3], (await again.ReadAsync(job.Id, "result/1", Token))!.Content.ToArray());
    }

    [Fact]
    public async Task Two_stores_on_one_file_never_claim_the_same_job()
    {
        foreach (var _ in Enumerable.Range(0, 60)) await CreateAsync(New());
        await using var other = Open();

        var claims = await Task.WhenAll(Enumerable.Range(0, 12).Select(i => Task.Run(
            async () => await (i % 2 == 0 ? Store : other).ClaimDueAsync(Guid.NewGuid(), Here, Noon, 5, Token), Token)));

        var claimed = claims.SelectMany(jobs => jobs).Select(job => job.Id).ToArray();
        Assert.Equal(60, claimed.Length);
        Assert.Equal(60, claimed.Distinct().Count());
    }

    [Fact]
    public async Task Two_stores_on_one_file_write_at_a_time_and_lose_nothing()
    {
        await using var other = Open();

        await Task.WhenAll(Enumerable.Range(0, 4).Select(writer => Task.Run(
            async () =>
            {
                foreach (var step in Enumerable.Range(0, 25))
                {
                    var store = (writer + step) % 2 == 0 ? Store : other;
                    var job = await store.CreateAsync(New() with { Due = null }, Problem.ToPayload(), Token);
                    Assert.NotNull(await store.ReplaceAsync(job with { Tries = 1 }, job.Version, [], Token));
                }
            },
            Token)));

        Assert.Equal(100, (await QueryAsync(new JobQuery())).Count(job => job.Tries == 1));
    }

    [Fact]
    public async Task A_key_makes_one_job_across_two_stores_on_one_file()
    {
        await using var other = Open();
        var options = new JobOptions { Target = "a.one", Owner = "ann", Key = "double click" };

        var created = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => Task.Run(
            async () => await (i % 2 == 0 ? Store : other).CreateAsync(New(options), Problem.ToPayload(), Token), Token)));

        Assert.Single(created.Select(job => job.Id).Distinct());
    }

    /// <remarks>Seen to fail in 6 of 10 runs where the version and the tables were read by two statements.</remarks>
    [Fact]
    public async Task Two_may_open_a_new_file_at_a_time()
    {
        foreach (var trial in Enumerable.Range(0, 100))
        {
            var path = file.Beside($"new-{trial}.db");
            using var start = new Barrier(2);

            var stores = await Task.WhenAll(Enumerable.Range(0, 2).Select(second => Task.Run(
                () =>
                {
                    start.SignalAndWait(Token);
                    Thread.SpinWait(second * trial * 200);
                    return new SqliteJobStore(path);
                },
                Token)));

            foreach (var store in stores) await store.DisposeAsync();
        }
    }

    [Fact]
    public async Task A_record_of_a_later_version_is_parked_listed_and_never_dropped()
    {
        var later = await CreateAsync(New());
        var readable = await CreateAsync(New(created: Noon.AddMinutes(1)));
        var text = Json(later).Replace("\"formatVersion\":1", "\"formatVersion\":2,\"news\":{}", StringComparison.Ordinal);
        var bytes = Encoding.UTF8.GetBytes(text);
        Overwrite(later.Id, bytes);

        Assert.Equal(readable.Id, Assert.Single(await ClaimAsync(Ours, Noon)).Id);

        Assert.Empty(await ClaimAsync(Ours, Noon));
        await Assert.ThrowsAsync<FormatException>(() => Store.GetAsync(later.Id, Token).AsTask());
        var kept = Scalar("SELECT record FROM jobs WHERE id = $id", ("$id", later.Id.ToString()));
        Assert.Equal(bytes, Assert.IsType<byte[]>(kept));
        var listed = await QueryAsync(new JobQuery());
        Assert.Equal([readable.Id, later.Id], listed.Select(job => job.Id));
        Assert.Equal((JobStatus.Parked, FailureClass.Unreadable), (listed[1].Status, listed[1].Failure!.Class));
        Assert.Contains("format 2", listed[1].Failure!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_record_that_is_no_json_is_parked_and_never_dropped()
    {
        var broken = await CreateAsync(New());
        Overwrite(broken.Id, [0x7B, 0x00]);

        Assert.Empty(await ClaimAsync(Ours, Noon));

        Assert.Equal(JobStatus.Parked, Assert.Single(await QueryAsync(new JobQuery())).Status);
        Assert.Equal(broken.Id.ToString(), Scalar("SELECT id FROM jobs"));
    }

    [Fact]
    public void A_file_of_a_later_layout_is_refused_and_left_as_it_is()
    {
        Execute("PRAGMA user_version = 99");

        var refusal = Assert.Throws<FormatException>(Open);

        Assert.Contains("layout 99", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(99L, Scalar("PRAGMA user_version"));
    }

    [Fact]
    public void A_file_that_is_no_database_is_refused()
    {
        var path = file.Beside("notes.txt");
        File.WriteAllText(path, new string('x', 5_000));

        var refusal = Assert.Throws<FormatException>(() => new SqliteJobStore(path));

        Assert.Equal($"The store '{path}' is no SQLite database; name another file or a new one.", refusal.Message);
        Assert.Equal(5_000, new FileInfo(path).Length);
    }

    [Theory]
    [InlineData("CREATE TABLE customers (name TEXT)")]
    [InlineData("CREATE TABLE jobs (title TEXT); PRAGMA user_version = 4")]
    public void A_database_of_another_program_is_refused_and_not_changed(string tables)
    {
        var path = file.Beside("customers.db");
        using (var other = new SqliteConnection($"Data Source={path};Pooling=False"))
        {
            other.Open();
            using var command = other.CreateCommand();
#pragma warning disable CA2100 // what this class says
            command.CommandText = tables;
#pragma warning restore CA2100
            command.ExecuteNonQuery();
        }

        var before = File.ReadAllBytes(path);

        var refusal = Assert.Throws<FormatException>(() => new SqliteJobStore(path));

        Assert.Equal($"The store '{path}' is another program's database; name another file or a new one.", refusal.Message);
        Assert.Equal(before, File.ReadAllBytes(path));
    }

    [Fact]
    public async Task A_file_that_is_locked_is_opened_and_read()
    {
        var job = await CreateAsync(New());
        await Store.DisposeAsync();
        using var holder = new SqliteConnection($"Data Source={file.Path};Pooling=False");
        holder.Open();
        using var command = holder.CreateCommand();
        command.CommandText = "BEGIN IMMEDIATE";
        command.ExecuteNonQuery();

        await using var reader = new SqliteJobStore(file.Path, new() { LockTimeout = TimeSpan.FromMilliseconds(1) });

        Assert.Equal(Json(job), Json(await reader.GetAsync(job.Id, Token)));
    }

    [Fact]
    public void A_folder_that_is_not_there_is_named_and_not_made()
    {
        var folder = file.Beside("nowhere");
        var path = Path.Combine(folder, "jobs.db");

        var refusal = Assert.Throws<DirectoryNotFoundException>(() => new SqliteJobStore(path));

        Assert.Equal($"The store '{path}' needs the folder '{folder}': make it first.", refusal.Message);
        Assert.False(Directory.Exists(folder));
    }

    [Fact]
    public void A_folder_is_no_store()
    {
        var folder = Path.GetDirectoryName(file.Path)!;

        var refusal = Assert.Throws<IOException>(() => new SqliteJobStore(folder));

        Assert.Equal($"The store '{folder}' is a folder; name a file in it.", refusal.Message);
    }

    /// <summary>SQLite would take these for a store that nobody else finds.</summary>
    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData(":memory:")]
    public void A_name_that_means_no_file_is_refused(string path) =>
        Assert.Equal("path", Assert.Throws<ArgumentException>(() => new SqliteJobStore(path)).ParamName);

    /// <summary>Linux lets nobody make a file there, not even the administrator, whom permissions do not stop.</summary>
    [Fact]
    public void A_file_that_cannot_be_made_is_named()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "There is no /proc.");

        var refusal = Assert.Throws<IOException>(() => new SqliteJobStore("/proc/jobs.db"));

        Assert.StartsWith("The store '/proc/jobs.db' cannot be opened; ", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_file_is_written_ahead_and_synchronously()
    {
        Assert.Equal("wal", Scalar("PRAGMA journal_mode"));
    }

    private void Overwrite(Guid job, byte[] record) =>
        Execute("UPDATE jobs SET record = $record WHERE id = $id", ("$record", record), ("$id", job.ToString()));

    private void Execute(string sql, params (string Name, object Value)[] values) => Scalar(sql, values);

    private object? Scalar(string sql, params (string Name, object Value)[] values)
    {
        using var connection = new SqliteConnection($"Data Source={file.Path};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // constants of this file
        command.CommandText = sql;
#pragma warning restore CA2100
        foreach (var (name, value) in values) command.Parameters.AddWithValue(name, value);
        return command.ExecuteScalar();
    }
}
