using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Coupler.Cost;
using Microsoft.Data.Sqlite;

namespace Coupler.Jobs;

/// <summary>
/// Jobs in one SQLite file: they survive a crash of the process and of the machine (write-ahead log, synchronous = FULL).
/// Several processes on one machine may open the same file. Writes that are asked for at the same time share a commit. Large
/// contents are files in a folder beside it, which is part of the store. What the store cannot do is a
/// <see cref="JobStoreException"/>.
/// </summary>
public sealed class SqliteJobStore : JobStore
{
    private const string InMemory = ":memory:";

    /// <summary>Files that are younger are not swept: somebody may be about to commit what refers to them.</summary>
    private static readonly TimeSpan SweepAge = TimeSpan.FromHours(1);

    private readonly SqliteWriter writer;
    private readonly SqliteJobTable written;
    private readonly SqliteReader reader;
    private readonly SqliteContents contents;
    private readonly SqliteConnection writeConnection;
    private readonly Lazy<Task> disposal;

    /// <param name="path">The file; it is made if it is not there, its folder is not.</param>
    /// <param name="options">Default: contents of more than 1 MiB in files, 10 s of waiting for a locked file.</param>
    /// <exception cref="ArgumentException">
    /// The name is empty or <c>:memory:</c>, or an option is out of its range.
    /// </exception>
    /// <exception cref="IOException">
    /// The file cannot be opened: its folder is not there, it is a folder itself, it may not be written to, or another process
    /// has locked it.
    /// </exception>
    /// <exception cref="FormatException">The file is no database, or a later version of Coupler made it.</exception>
    public SqliteJobStore(string path, SqliteJobStoreOptions? options = null, TimeProvider? time = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        if (path == InMemory)
        {
            throw new ArgumentException($"A store is a file, not '{path}'; jobs without a store live in memory.", nameof(path));
        }

        options = SqliteJobStoreOptionsValidator.Checked(options ?? new SqliteJobStoreOptions());
        writeConnection = Open(path, options.LockTimeout, SqliteSchema.Apply);
        try
        {
            reader = new SqliteReader(path, Open(path, options.LockTimeout, _ => { }));
        }
        catch
        {
            writeConnection.Dispose();
            throw;
        }

        writer = new SqliteWriter(path, writeConnection, options.LockTimeout, time ?? TimeProvider.System);
        written = new SqliteJobTable(writeConnection);
        contents = new SqliteContents(writer, written, reader, new ContentFiles(path), options.ContentLimit);
        disposal = new Lazy<Task>(DisposeOnceAsync);
    }

    public override bool IsShared => true;

    public override async ValueTask<ImmutableArray<JobRecord>> CreateAsync(
        ImmutableArray<NewJob> jobs, CancellationToken cancellationToken)
    {
        // What takes long, writing everything as bytes, is done before the writer's turn.
        var rows = jobs.Select(NewRow).ToImmutableArray();
        var (stored, refusal) = await contents.WriteAsync(
            [.. rows.SelectMany(row => row.Contents)], () => Create(jobs, rows), cancellationToken).ConfigureAwait(false);
        if (refusal is null) return stored;
        var files = rows.SelectMany(row => row.Contents).Select(content => content.File).OfType<string>();
        await contents.RemoveAsync(files, CancellationToken.None).ConfigureAwait(false);
        throw refusal;
    }

    public override ValueTask<JobRecord?> GetAsync(Guid job, CancellationToken cancellationToken) =>
        new(Read(table => table.Find(job), cancellationToken));

    public override async ValueTask<JobRecord?> ReplaceAsync(
        JobRecord job, long expectedVersion, ImmutableArray<JobContent> contents, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(job);
        var next = job with { Version = expectedVersion + 1 };
        var record = JobRecordFormat.Write(next);
        var rows = this.contents.Prepare(contents);
        return await this.contents.WriteAsync(
            rows,
            () =>
            {
                if (!written.TryUpdate(next, record, expectedVersion)) return null;
                foreach (var row in rows) written.Insert(next.Id, row);
                written.Accounts.Settle(next);
                if (!next.Attempts.IsEmpty) written.Times.Keep(next.Attempt);
                return next;
            },
            cancellationToken).ConfigureAwait(false);
    }

    public override async ValueTask KeepLeaseAsync(
        Guid lease, DateTimeOffset now, DateTimeOffset until, CancellationToken cancellationToken) =>
        await writer.WriteAsync(
            () =>
            {
                written.KeepLease(lease, until);
                return written.EndLeases(now);
            },
            cancellationToken).ConfigureAwait(false);

    public override async ValueTask EndLeaseAsync(Guid lease, CancellationToken cancellationToken) =>
        await writer.WriteAsync(() => written.EndLease(lease), cancellationToken).ConfigureAwait(false);

    public override async ValueTask<ImmutableArray<JobRecord>> ClaimDueAsync(
        Guid lease, JobReach reach, DateTimeOffset now, int count, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(reach);

        // Most of the time nothing is due, and nothing has to be written to know that.
        var next = await NextDueAsync(reach, cancellationToken).ConfigureAwait(false);
        if (!(next <= now)) return [];
        IEnumerable<SqliteJobRow> Find() =>
            reach.Workspaces.SelectMany(name => written.FindDue(name, reach, now, count)).OrderBy(row => row.Due).Take(count);
        return await writer.WriteAsync(() => Claim(lease, Find()), cancellationToken).ConfigureAwait(false);
    }

    public override async ValueTask<ImmutableArray<JobRecord>> ClaimExpiredAsync(
        Guid lease, ImmutableArray<string> workspaces, DateTimeOffset now, int count, CancellationToken cancellationToken)
    {
        IEnumerable<SqliteJobRow> Find(SqliteJobTable table) =>
            workspaces.SelectMany(name => table.FindExpired(lease, name, now, count)).Take(count);
        return Read(table => Find(table).Any(), cancellationToken)
            ? await writer.WriteAsync(() => Claim(lease, Find(written)), cancellationToken).ConfigureAwait(false)
            : [];
    }

    public override ValueTask<ImmutableArray<Guid>> FindCancelledAsync(Guid lease, CancellationToken cancellationToken) =>
        new(Read(table => table.FindCancelled(lease), cancellationToken));

    public override ValueTask<DateTimeOffset?> NextDueAsync(JobReach reach, CancellationToken cancellationToken) =>
        new(Read(table => reach.Workspaces.Min(name => table.NextDue(name, reach)), cancellationToken));

    public override async IAsyncEnumerable<JobRecord> QueryAsync(
        JobQuery query, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        foreach (var job in Read(table => table.Find(query), cancellationToken)) yield return job;
        await ValueTask.CompletedTask.ConfigureAwait(false);
    }

    public override async ValueTask DeleteAsync(Guid job, CancellationToken cancellationToken)
    {
        var files = await writer.WriteAsync(
            () =>
            {
                var files = written.FilesOf(job);
                written.Accounts.Forget(job);
                written.Delete(job);
                return files;
            },
            cancellationToken).ConfigureAwait(false);
        await contents.RemoveAsync(files, CancellationToken.None).ConfigureAwait(false);
    }

    public override async ValueTask<int> SweepAsync(DateTimeOffset now, CancellationToken cancellationToken) =>
        await contents.SweepAsync(now - SweepAge, cancellationToken).ConfigureAwait(false);

    public override async ValueTask<Payload?> ReadAsync(Guid job, string name, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return await contents.ReadAsync(job, name, cancellationToken).ConfigureAwait(false);
    }

    public override ValueTask<AccountBalance> ReadBalanceAsync(string account, CancellationToken cancellationToken) =>
        new(Read(table => table.Accounts.BalanceOf(account), cancellationToken));

    public override ValueTask<ImmutableArray<AttemptTimes>> ReadTimesAsync(string target, CancellationToken cancellationToken) =>
        new(Read(table => table.Times.Find(target), cancellationToken));

    public override ValueTask DisposeAsync() => new(disposal.Value);

    /// <summary>For tests: tells the connection that writes something, and nobody else.</summary>
    internal Task TellWriterAsync(string pragma) =>
        writer.WriteAsync(() => new SqliteStatement(writeConnection, pragma).Scalar(), CancellationToken.None);

    private async Task DisposeOnceAsync()
    {
        await writer.DisposeAsync().ConfigureAwait(false);
        reader.Dispose();
    }

    private static SqliteConnection Open(string path, TimeSpan lockTimeout, Action<SqliteConnection> begin)
    {
        // A statement that has waited that long is not repeated for another while.
        var settings = new SqliteConnectionStringBuilder { DataSource = path, Pooling = false, DefaultTimeout = 1 };
        var connection = new SqliteConnection(settings.ToString());
        try
        {
            connection.Open();
            SqliteSchema.Prepare(connection, lockTimeout);
            begin(connection);
            return connection;
        }
        catch (SqliteException exception)
        {
            connection.Dispose();
            throw SqliteFailure.OnOpen(path, exception);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private T Read<T>(Func<SqliteJobTable, T> find, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return reader.Read(find);
    }

    private (JobRecord Job, byte[] Record, ImmutableArray<SqliteContent> Contents) NewRow(NewJob job)
    {
        var created = job.Record with { Version = 1 };
        return (created, JobRecordFormat.Write(created), contents.Prepare(job.Contents));
    }

    /// <summary>A refusal is an answer here: an exception would roll back what others write in the same commit.</summary>
    private (ImmutableArray<JobRecord> Stored, BudgetExceededException? Refusal) Create(
        ImmutableArray<NewJob> jobs, ImmutableArray<(JobRecord Job, byte[] Record, ImmutableArray<SqliteContent> Contents)> rows)
    {
        var refusal = jobs.All(job => job.Reservations.IsEmpty)
            ? null
            : ReservationCheck.Refusal(jobs, written.HasKey, written.Accounts.BalanceOf);
        return refusal is null ? ([.. jobs.Zip(rows, Create)], null) : ([], refusal);
    }

    private JobRecord Create(NewJob asked, (JobRecord Job, byte[] Record, ImmutableArray<SqliteContent> Contents) row)
    {
        if (!written.TryInsert(row.Job, row.Record)) return written.FindByKey(row.Job.Options);
        foreach (var content in row.Contents) written.Insert(row.Job.Id, content);
        written.Accounts.Reserve(row.Job.Id, asked.Reservations);
        return row.Job;
    }

    private ImmutableArray<JobRecord> Claim(Guid lease, IEnumerable<SqliteJobRow> rows)
    {
        var claimed = ImmutableArray.CreateBuilder<JobRecord>();
        foreach (var row in rows)
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
