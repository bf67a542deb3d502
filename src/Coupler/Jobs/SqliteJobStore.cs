using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Coupler.Cost;
using Microsoft.Data.Sqlite;

namespace Coupler.Jobs;

/// <summary>
/// Jobs in one SQLite file: they survive a crash of the process and of the machine (write-ahead log, synchronous = FULL).
/// Several processes on one machine may open the same file. Writes that are asked for at the same time share a commit.
/// </summary>
public sealed class SqliteJobStore : JobStore
{
    private const string InMemory = ":memory:";

    /// <summary>SQLITE_NOTADB.</summary>
    private const int NoDatabase = 26;

    private readonly SqliteWriter writer;
    private readonly SqliteJobTable written;
    private readonly SqliteConnection readConnection;
    private readonly SqliteJobTable read;
    private readonly Lock readGate = new();
    private readonly Lazy<Task> disposal;
    private bool isClosed;

    /// <param name="path">The file; it is made if it is not there, its folder is not.</param>
    /// <exception cref="ArgumentException">The name is empty or <c>:memory:</c>.</exception>
    /// <exception cref="IOException">
    /// The file cannot be opened: its folder is not there, it is a folder itself, or it may not be written to.
    /// </exception>
    /// <exception cref="FormatException">The file is no database, or a later version of Coupler made it.</exception>
    public SqliteJobStore(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        if (path == InMemory)
        {
            throw new ArgumentException($"A store is a file, not '{path}'; jobs without a store live in memory.", nameof(path));
        }

        var writeConnection = Open(path, SqliteSchema.Apply);
        try
        {
            readConnection = Open(path, _ => { });
        }
        catch
        {
            writeConnection.Dispose();
            throw;
        }

        writer = new SqliteWriter(writeConnection);
        written = new SqliteJobTable(writeConnection);
        read = new SqliteJobTable(readConnection);
        disposal = new Lazy<Task>(DisposeOnceAsync);
    }

    public override bool IsShared => true;

    public override async ValueTask<ImmutableArray<JobRecord>> CreateAsync(
        ImmutableArray<NewJob> jobs, CancellationToken cancellationToken)
    {
        // What takes long, writing everything as bytes, is done before the writer's turn.
        var records = jobs.Select(job => JobRecordFormat.Write(job.Record with { Version = 1 })).ToArray();
        foreach (var content in jobs.SelectMany(job => job.Contents)) _ = content.Payload.Content;
        var (stored, refusal) = await WriteAsync(() => Create(jobs, records), cancellationToken).ConfigureAwait(false);
        return refusal is null ? stored : throw refusal;
    }

    public override ValueTask<JobRecord?> GetAsync(Guid job, CancellationToken cancellationToken) =>
        new(Read(table => table.Find(job), cancellationToken));

    public override async ValueTask<JobRecord?> ReplaceAsync(
        JobRecord job, long expectedVersion, ImmutableArray<JobContent> contents, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(job);
        var next = job with { Version = expectedVersion + 1 };
        var record = JobRecordFormat.Write(next);
        foreach (var content in contents) _ = content.Payload.Content;
        return await WriteAsync(
            () =>
            {
                if (!written.TryUpdate(next, record, expectedVersion)) return null;
                foreach (var (name, payload) in contents) written.Insert(next.Id, name, payload);
                written.Accounts.Settle(next);
                if (!next.Attempts.IsEmpty) written.Times.Keep(next.Attempt);
                return next;
            },
            cancellationToken).ConfigureAwait(false);
    }

    public override async ValueTask KeepLeaseAsync(
        Guid lease, DateTimeOffset now, DateTimeOffset until, CancellationToken cancellationToken) =>
        await WriteAsync(
            () =>
            {
                written.KeepLease(lease, until);
                return written.EndLeases(now);
            },
            cancellationToken).ConfigureAwait(false);

    public override async ValueTask EndLeaseAsync(Guid lease, CancellationToken cancellationToken) =>
        await WriteAsync(() => written.EndLease(lease), cancellationToken).ConfigureAwait(false);

    public override async ValueTask<ImmutableArray<JobRecord>> ClaimDueAsync(
        Guid lease, ImmutableArray<string> workspaces, DateTimeOffset now, int count, CancellationToken cancellationToken)
    {
        // Most of the time nothing is due, and nothing has to be written to know that.
        var next = await NextDueAsync(workspaces, cancellationToken).ConfigureAwait(false);
        return next <= now
            ? await WriteAsync(() => Claim(lease, workspaces, now, count), cancellationToken).ConfigureAwait(false)
            : [];
    }

    public override ValueTask<ImmutableArray<Guid>> FindCancelledAsync(Guid lease, CancellationToken cancellationToken) =>
        new(Read(table => table.FindCancelled(lease), cancellationToken));

    public override ValueTask<DateTimeOffset?> NextDueAsync(
        ImmutableArray<string> workspaces, CancellationToken cancellationToken) =>
        new(Read(table => workspaces.Min(table.NextDue), cancellationToken));

    public override async IAsyncEnumerable<JobRecord> QueryAsync(
        JobQuery query, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        foreach (var job in Read(table => table.Find(query), cancellationToken)) yield return job;
        await ValueTask.CompletedTask.ConfigureAwait(false);
    }

    public override async ValueTask DeleteAsync(Guid job, CancellationToken cancellationToken) =>
        await WriteAsync(
            () =>
            {
                written.Accounts.Forget(job);
                return written.Delete(job);
            },
            cancellationToken).ConfigureAwait(false);

    public override ValueTask<Payload?> ReadAsync(Guid job, string name, CancellationToken cancellationToken) =>
        new(Read(table => table.FindContent(job, name), cancellationToken));

    public override ValueTask<AccountBalance> ReadBalanceAsync(string account, CancellationToken cancellationToken) =>
        new(Read(table => table.Accounts.BalanceOf(account), cancellationToken));

    public override ValueTask<ImmutableArray<AttemptTimes>> ReadTimesAsync(string target, CancellationToken cancellationToken) =>
        new(Read(table => table.Times.Find(target), cancellationToken));

    public override ValueTask DisposeAsync() => new(disposal.Value);

    private async Task DisposeOnceAsync()
    {
        await writer.DisposeAsync().ConfigureAwait(false);
        lock (readGate)
        {
            isClosed = true;
            readConnection.Dispose();
        }
    }

    private static SqliteConnection Open(string path, Action<SqliteConnection> begin)
    {
        var settings = new SqliteConnectionStringBuilder { DataSource = path, Pooling = false };
        var connection = new SqliteConnection(settings.ToString());
        try
        {
            connection.Open();
            SqliteSchema.Prepare(connection);
            begin(connection);
            return connection;
        }
        catch (SqliteException exception)
        {
            connection.Dispose();
            throw Refusal(path, exception);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>What SQLite means: of a missing folder, too, it says only that it cannot open the file.</summary>
    private static Exception Refusal(string path, SqliteException exception)
    {
        if (exception.SqliteErrorCode == NoDatabase)
        {
            return new FormatException($"The store '{path}' is no SQLite database; name another file or a new one.", exception);
        }

        if (Directory.Exists(path)) return new IOException($"The store '{path}' is a folder; name a file in it.", exception);
        var folder = Path.GetDirectoryName(Path.GetFullPath(path));
        return Directory.Exists(folder)
            ? new IOException(
                $"The store '{path}' cannot be opened; this user must be allowed to write it and its folder. {exception.Message}",
                exception)
            : new DirectoryNotFoundException($"The store '{path}' needs the folder '{folder}': make it first.", exception);
    }

    private Task<T> WriteAsync<T>(Func<T> write, CancellationToken cancellationToken) =>
        writer.WriteAsync(write, cancellationToken);

    /// <summary>Readers see the last commit and wait for no writer.</summary>
    private T Read<T>(Func<SqliteJobTable, T> find, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (readGate)
        {
            ObjectDisposedException.ThrowIf(isClosed, this);
            return find(read);
        }
    }

    /// <summary>A refusal is an answer here: an exception would roll back what others write in the same commit.</summary>
    private (ImmutableArray<JobRecord> Stored, BudgetExceededException? Refusal) Create(
        ImmutableArray<NewJob> jobs, byte[][] records)
    {
        var refusal = jobs.All(job => job.Reservations.IsEmpty)
            ? null
            : ReservationCheck.Refusal(jobs, written.HasKey, written.Accounts.BalanceOf);
        return refusal is null ? ([.. jobs.Zip(records, Create)], null) : ([], refusal);
    }

    private JobRecord Create(NewJob job, byte[] record)
    {
        var created = job.Record with { Version = 1 };
        if (!written.TryInsert(created, record)) return written.FindByKey(created.Options);
        foreach (var (name, payload) in job.Contents) written.Insert(created.Id, name, payload);
        written.Accounts.Reserve(created.Id, job.Reservations);
        return created;
    }

    private ImmutableArray<JobRecord> Claim(Guid lease, ImmutableArray<string> workspaces, DateTimeOffset now, int count)
    {
        var claimed = ImmutableArray.CreateBuilder<JobRecord>();
        var due = workspaces.SelectMany(name => written.FindDue(name, now, count)).OrderBy(row => row.Due);
        foreach (var row in due.Take(count))
        {
            try
            {
                var job = row.ToRecord() with { Claim = lease, Version = row.Version + 1 };
                if (written.TryUpdate(job, JobRecordFormat.Write(job), row.Version)) claimed.Add(job);
            }
            catch (FormatException)
            {
                written.Park(row.Id);
            }
        }

        return claimed.DrainToImmutable();
    }
}
