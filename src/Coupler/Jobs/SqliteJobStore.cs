using System.Collections.Immutable;
using System.Data;
using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;

namespace Coupler.Jobs;

/// <summary>
/// Jobs in one SQLite file: they survive a crash of the process and of the machine (write-ahead log, synchronous = FULL).
/// One connection, one writer at a time; several processes may open the same file.
/// </summary>
public sealed class SqliteJobStore : JobStore
{
    private readonly SqliteConnection connection;
    private readonly SemaphoreSlim gate = new(1, 1);
    private int disposed;

    /// <param name="path">The file; it is made if it is not there, its folder is not.</param>
    /// <exception cref="SqliteException">The file cannot be opened or is no database.</exception>
    /// <exception cref="FormatException">A later version of Coupler made the file.</exception>
    public SqliteJobStore(string path)
    {
        connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());
        try
        {
            connection.Open();
            SqliteSchema.Apply(connection);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    public override bool IsShared => true;

    public override async ValueTask<JobRecord> CreateAsync(JobRecord job, Payload input, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(job);
        ArgumentNullException.ThrowIfNull(input);
        using var held = await HoldAsync(cancellationToken).ConfigureAwait(false);
        using var transaction = connection.BeginTransaction();
        var created = job with { Version = 1 };
        using var insert = Command(
            """
            INSERT INTO jobs (id, version, status, due, created, owner, key, target, record)
            VALUES ($id, $version, $status, $due, $created, $owner, $key, $target, $record)
            ON CONFLICT (owner, key) WHERE key IS NOT NULL DO NOTHING
            """);
        Bind(insert, created);
        insert.Parameters.AddWithValue("$created", created.Created.UtcTicks);
        insert.Parameters.AddWithValue("$owner", created.Options.Owner ?? "");
        insert.Parameters.AddWithValue("$key", (object?)created.Options.Key ?? DBNull.Value);
        insert.Parameters.AddWithValue("$target", created.Options.Target ?? "");
        if (insert.ExecuteNonQuery() == 0) return FindByKey(created.Options);
        Insert(created.Id, InputName, input);
        transaction.Commit();
        return created;
    }

    public override async ValueTask<JobRecord?> GetAsync(Guid job, CancellationToken cancellationToken)
    {
        using var held = await HoldAsync(cancellationToken).ConfigureAwait(false);
        using var select = Command("SELECT record FROM jobs WHERE id = $id", ("$id", job.ToString()));
        return select.ExecuteScalar() is byte[] record ? JobRecordFormat.Read(record) : null;
    }

    public override async ValueTask<JobRecord?> ReplaceAsync(
        JobRecord job, long expectedVersion, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(job);
        using var held = await HoldAsync(cancellationToken).ConfigureAwait(false);
        return Replace(job with { Version = expectedVersion + 1 }, expectedVersion);
    }

    public override async ValueTask<ImmutableArray<JobRecord>> ClaimDueAsync(
        DateTimeOffset now, int count, TimeSpan lease, CancellationToken cancellationToken)
    {
        using var held = await HoldAsync(cancellationToken).ConfigureAwait(false);
        if (NextDue() is not { } next || next > now) return [];
        using var transaction = connection.BeginTransaction();
        var claimed = ImmutableArray.CreateBuilder<JobRecord>();
        foreach (var (id, version, record) in Due(now, count))
        {
            try
            {
                var job = JobRecordFormat.Read(record).ClaimedUntil(now + lease, Guid.NewGuid()) with { Version = version + 1 };
                if (Replace(job, version) is { } taken) claimed.Add(taken);
            }
            catch (FormatException)
            {
                Park(id);
            }
        }

        transaction.Commit();
        return claimed.DrainToImmutable();
    }

    public override async ValueTask<DateTimeOffset?> NextDueAsync(CancellationToken cancellationToken)
    {
        using var held = await HoldAsync(cancellationToken).ConfigureAwait(false);
        return NextDue();
    }

    public override async IAsyncEnumerable<JobRecord> QueryAsync(
        JobQuery query, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        foreach (var job in await FindAsync(query, cancellationToken).ConfigureAwait(false)) yield return job;
    }

    public override async ValueTask DeleteAsync(Guid job, CancellationToken cancellationToken)
    {
        using var held = await HoldAsync(cancellationToken).ConfigureAwait(false);
        using var delete = Command("DELETE FROM jobs WHERE id = $id", ("$id", job.ToString()));
        delete.ExecuteNonQuery();
    }

    public override async ValueTask WriteAsync(Guid job, string name, Payload payload, CancellationToken cancellationToken)
    {
        using var held = await HoldAsync(cancellationToken).ConfigureAwait(false);
        Insert(job, name, payload);
    }

    public override async ValueTask<Payload?> ReadAsync(Guid job, string name, CancellationToken cancellationToken)
    {
        using var held = await HoldAsync(cancellationToken).ConfigureAwait(false);
        using var select = Command(
            "SELECT format, content FROM payloads WHERE job = $job AND name = $name", ("$job", job.ToString()), ("$name", name));
        using var reader = select.ExecuteReader(CommandBehavior.SingleRow);
        return reader.Read() ? new Payload(reader.GetString(0), reader.GetFieldValue<byte[]>(1)) : null;
    }

    public override async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref disposed, 1) != 0) return;
        using (await HoldAsync(CancellationToken.None).ConfigureAwait(false))
        {
            await connection.DisposeAsync().ConfigureAwait(false);
        }

        gate.Dispose();
    }

    private async ValueTask<List<JobRecord>> FindAsync(JobQuery query, CancellationToken cancellationToken)
    {
        using var held = await HoldAsync(cancellationToken).ConfigureAwait(false);
        using var select = Command(
            """
            SELECT record, id, created, owner, target FROM jobs
            WHERE ($owner IS NULL OR owner = $owner) AND ($target IS NULL OR target = $target)
            ORDER BY created DESC, id DESC
            """,
            ("$owner", (object?)query.Owner ?? DBNull.Value), ("$target", (object?)query.Target ?? DBNull.Value));
        using var reader = select.ExecuteReader();
        var found = new List<JobRecord>();
        while (found.Count < query.Limit && reader.Read())
        {
            var job = ReadOrDescribe(reader);
            if (query.Matches(job)) found.Add(job);
        }

        return found;
    }

    /// <summary>
    /// One record that cannot be read must not hide the others in a list: what the row itself says stands for it.
    /// </summary>
    private static JobRecord ReadOrDescribe(SqliteDataReader row)
    {
        try
        {
            return JobRecordFormat.Read(row.GetFieldValue<byte[]>(0));
        }
        catch (FormatException exception)
        {
            var created = new DateTimeOffset(row.GetInt64(2), TimeSpan.Zero);
            return new JobRecord
            {
                Id = row.GetGuid(1),
                Workspace = "",
                WorkloadFormat = "",
                Options = new JobOptions { Owner = row.GetString(3), Target = row.GetString(4) },
                Status = JobStatus.Parked,
                Created = created,
                Updated = created,
                Failure = new JobFailure(FailureClass.Unreadable, nameof(FormatException), exception.Message),
            };
        }
    }

    private JobRecord? Replace(JobRecord job, long expectedVersion)
    {
        using var update = Command(
            """
            UPDATE jobs SET version = $version, status = $status, due = $due, target = $target, record = $record
            WHERE id = $id AND version = $expected
            """,
            ("$expected", expectedVersion), ("$target", job.Options.Target ?? ""));
        Bind(update, job);
        return update.ExecuteNonQuery() == 0 ? null : job;
    }

    private List<(string Id, long Version, byte[] Record)> Due(DateTimeOffset now, int count)
    {
        using var select = Command(
            "SELECT id, version, record FROM jobs WHERE due <= $now ORDER BY due LIMIT $count",
            ("$now", now.UtcTicks), ("$count", count));
        using var reader = select.ExecuteReader();
        var due = new List<(string, long, byte[])>();
        while (reader.Read()) due.Add((reader.GetString(0), reader.GetInt64(1), reader.GetFieldValue<byte[]>(2)));
        return due;
    }

    private DateTimeOffset? NextDue()
    {
        using var select = Command("SELECT min(due) FROM jobs");
        return select.ExecuteScalar() is long ticks ? new DateTimeOffset(ticks, TimeSpan.Zero) : null;
    }

    private void Park(string id)
    {
        using var park = Command(
            "UPDATE jobs SET due = NULL, status = $status WHERE id = $id", ("$status", nameof(JobStatus.Parked)), ("$id", id));
        park.ExecuteNonQuery();
    }

    private JobRecord FindByKey(JobOptions options)
    {
        using var select = Command(
            "SELECT record FROM jobs WHERE owner = $owner AND key = $key",
            ("$owner", options.Owner ?? ""), ("$key", options.Key!));
        return JobRecordFormat.Read((byte[])select.ExecuteScalar()!);
    }

    private void Insert(Guid job, string name, Payload payload)
    {
        using var insert = Command(
            """
            INSERT INTO payloads (job, name, format, content)
            SELECT $job, $name, $format, $content WHERE EXISTS (SELECT 1 FROM jobs WHERE id = $job)
            ON CONFLICT DO NOTHING
            """,
            ("$job", job.ToString()), ("$name", name), ("$format", payload.Format), ("$content", payload.Content.ToArray()));
        insert.ExecuteNonQuery();
    }

    private static void Bind(SqliteCommand command, JobRecord job)
    {
        command.Parameters.AddWithValue("$id", job.Id.ToString());
        command.Parameters.AddWithValue("$version", job.Version);
        command.Parameters.AddWithValue("$status", job.Status.ToString());
        command.Parameters.AddWithValue("$due", job.Due is { } due ? due.UtcTicks : DBNull.Value);
        command.Parameters.AddWithValue("$record", JobRecordFormat.Write(job));
    }

    private SqliteCommand Command(string sql, params ReadOnlySpan<(string Name, object Value)> values)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in values) command.Parameters.AddWithValue(name, value);
        return command;
    }

    private async ValueTask<Held> HoldAsync(CancellationToken cancellationToken)
    {
        await gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        return new Held(gate);
    }

    private readonly record struct Held(SemaphoreSlim Gate) : IDisposable
    {
        public void Dispose() => Gate.Release();
    }
}
