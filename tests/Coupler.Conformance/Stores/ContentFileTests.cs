using System.Text;
using Coupler.Jobs;
using Microsoft.Data.Sqlite;
using static Coupler.Testing.Contracts.Jobs;

namespace Coupler.Conformance.Stores;

/// <summary>Contents that are files beside the database, here from four bytes on.</summary>
public sealed class ContentFileTests : IAsyncDisposable
{
    /// <summary>The first example of FIPS 180-2, in which SHA-256 is defined.</summary>
    private const string Hash = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    private static readonly DateTime Long = new(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    private readonly TemporaryFile file = new();
    private readonly SqliteJobStore store;

    public ContentFileTests() => store = Open();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string Folder => file.Path + ".contents";

    private string PathOfAbc => Path.Combine(Folder, Hash[..2], Hash[2..]);

    [Fact]
    public async Task A_large_content_is_a_file_of_the_name_of_its_hash_and_comes_back_after_a_restart()
    {
        var job = await CreateAsync("abc");
        await store.DisposeAsync();

        await using var again = Open();

        Assert.Equal("abc"u8.ToArray(), await File.ReadAllBytesAsync(PathOfAbc, Token));
        Assert.Equal("abc", await ReadAsync(again, job));
        Assert.Equal((0L, Hash, 3L), (Scalar("SELECT length(content) FROM contents"), Scalar("SELECT file FROM contents"),
            Scalar("SELECT length FROM contents")));
    }

    [Fact]
    public async Task A_content_at_the_limit_stays_in_its_row()
    {
        var job = await CreateAsync("ab");

        Assert.Equal("ab", await ReadAsync(store, job));
        Assert.False(Directory.Exists(Folder));
        Assert.Equal("ab"u8.ToArray(), Scalar("SELECT content FROM contents"));
    }

    [Fact]
    public async Task A_large_result_is_kept_with_its_record()
    {
        var job = (await store.GetAsync(await CreateAsync("ab"), Token))!;

        await store.ReplaceAsync(job, job.Version, [new("result/1", Bytes("abc"))], Token);

        Assert.Equal("abc", await ReadAsync(store, job.Id, "result/1"));
        Assert.True(File.Exists(PathOfAbc));
    }

    [Fact]
    public async Task A_file_goes_with_the_last_job_that_has_it()
    {
        var (first, second) = (await CreateAsync("abc"), await CreateAsync("abc"));

        await store.DeleteAsync(first, Token);
        Assert.Equal("abc", await ReadAsync(store, second));
        await store.DeleteAsync(second, Token);

        Assert.False(File.Exists(PathOfAbc));
    }

    [Fact]
    public async Task What_a_crash_has_left_is_swept_and_what_is_young_or_has_a_job_is_not()
    {
        var job = await CreateAsync("abc");
        var (orphan, young) = (Leave("cd/ef"), Leave("ab/cd"));
        var (unfinished, atWork) = (Leave("1.tmp"), Leave("2.tmp"));
        foreach (var path in new[] { PathOfAbc, orphan, unfinished }) File.SetLastWriteTimeUtc(path, Long);

        var removed = await store.SweepAsync(Noon, Token);

        Assert.Equal(1, removed);
        Assert.False(File.Exists(orphan) || File.Exists(unfinished));
        Assert.True(File.Exists(young) && File.Exists(atWork));
        Assert.Equal("abc", await ReadAsync(store, job));
    }

    [Theory]
    [InlineData("abd")]
    [InlineData("ab")]
    [InlineData(null)]
    public async Task A_file_that_is_damaged_or_gone_is_no_result_and_is_named(string? content)
    {
        var job = await CreateAsync("abc");
        if (content is null) File.Delete(PathOfAbc);
        else await File.WriteAllTextAsync(PathOfAbc, content, Token);

        var refusal = await Assert.ThrowsAsync<FormatException>(() => store.ReadAsync(job, "input", Token).AsTask());

        Assert.Contains(PathOfAbc, refusal.Message, StringComparison.Ordinal);
    }

    /// <summary>
    /// What another process's sweep may do while this one waits to commit: the file is there, and nothing refers to it yet.
    /// </summary>
    [Fact]
    public async Task A_file_that_is_swept_before_its_job_is_committed_is_written_again()
    {
        await using var theirs = Open();
        using var shell = Connect();
        Execute(shell, "BEGIN IMMEDIATE");
        var creating = CreateAsync("abc");
        while (!File.Exists(PathOfAbc)) await Task.Yield();

        File.Delete(PathOfAbc);
        Execute(shell, "COMMIT");

        Assert.Equal("abc", await ReadAsync(theirs, await creating));
    }

    [Fact]
    public async Task A_file_whose_job_finds_no_room_goes_with_it()
    {
        await store.TellWriterAsync("PRAGMA max_page_count = 1");
        var count = 0;

        await Assert.ThrowsAsync<JobStoreException>(async () =>
        {
            for (; ; count++) await CreateAsync($"number {count}");
        });

        Assert.InRange(count, 1, int.MaxValue);
        Assert.Equal(count, Directory.GetFiles(Folder, "*", SearchOption.AllDirectories).Length);
    }

    /// <summary>Each sweep takes the time to be years later, so that no file is too young for it.</summary>
    [Fact]
    public async Task Two_who_write_delete_and_sweep_the_same_contents_at_a_time_lose_none()
    {
        await using var theirs = Open();
        var later = TimeProvider.System.GetUtcNow().AddYears(1);
        using var over = new CancellationTokenSource();
        var sweeping = Task.Run(
            async () =>
            {
                while (!over.IsCancellationRequested) await theirs.SweepAsync(later, Token);
            },
            Token);

        await Task.WhenAll(Enumerable.Range(0, 4).Select(writer => Task.Run(
            async () =>
            {
                for (var i = 0; i < 50; i++)
                {
                    var job = await CreateAsync($"one of three: {(writer + i) % 3}", i % 2 == 0 ? store : theirs);
                    Assert.Equal($"one of three: {(writer + i) % 3}", await ReadAsync(theirs, job));
                    await store.DeleteAsync(job, Token);
                }
            },
            Token)));
        await over.CancelAsync();
        await sweeping;

        Assert.Empty(Directory.GetFiles(Folder, "*", SearchOption.AllDirectories));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(1_000_000_001)]
    public void A_limit_out_of_range_is_refused(int limit) => Assert.Throws<ArgumentOutOfRangeException>(
        () => new SqliteJobStore(file.Path, new() { ContentLimit = limit }));

    public async ValueTask DisposeAsync()
    {
        await store.DisposeAsync();
        file.Dispose();
    }

    private SqliteJobStore Open() => new(file.Path, new() { ContentLimit = 2 });

    private string Leave(string name)
    {
        var path = Path.Combine(Folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, "left");
        return path;
    }

    private async Task<Guid> CreateAsync(string content, SqliteJobStore? where = null) =>
        (await (where ?? store).CreateAsync(New(), Bytes(content), Token)).Id;

    private static async Task<string> ReadAsync(SqliteJobStore store, Guid job, string name = "input") =>
        Encoding.UTF8.GetString((await store.ReadAsync(job, name, Token))!.Content.Span);

    private static Payload Bytes(string text) => new("text", Encoding.UTF8.GetBytes(text));

    private SqliteConnection Connect()
    {
        var connection = new SqliteConnection($"Data Source={file.Path};Pooling=False");
        connection.Open();
        return connection;
    }

    private object? Scalar(string sql)
    {
        using var connection = Connect();
        return Execute(connection, sql);
    }

    private static object? Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // constants of this file
        command.CommandText = sql;
#pragma warning restore CA2100
        return command.ExecuteScalar();
    }
}
