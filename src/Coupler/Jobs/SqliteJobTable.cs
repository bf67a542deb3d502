using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Microsoft.Data.Sqlite;

namespace Coupler.Jobs;

/// <summary>The statements of a <see cref="SqliteJobStore"/> on one connection. Not thread-safe.</summary>
internal sealed class SqliteJobTable(SqliteConnection connection)
{
    /// <summary>As <see cref="JobReach.Covers"/>, for the jobs of one workspace.</summary>
    private const string IsWithinReach =
        """
        (step IS NULL OR EXISTS (SELECT 1 FROM json_each($steps) WHERE key = step AND value >= coalesce(step_version, 0)))
            AND (fallbacks IS NULL OR NOT EXISTS (
                SELECT 1 FROM json_each(fallbacks) WHERE value NOT IN (SELECT value FROM json_each($workspaces))))
        """;

    private readonly SqliteStatement insertJob = new(
        connection,
        """
        INSERT INTO jobs (
            id, version, format, workspace, fallbacks, step, step_version, status, due, kept_until, claim, cancel,
            created, owner, key, target, record)
        VALUES (
            $id, $version, $format, $workspace, $fallbacks, $step, $stepVersion, $status, $due, $kept, $claim, $cancel,
            $created, $owner, $key, $target, $record)
        ON CONFLICT (owner, key) WHERE key IS NOT NULL DO NOTHING
        """,
        "$id", "$version", "$format", "$workspace", "$fallbacks", "$step", "$stepVersion", "$status", "$due", "$kept",
        "$claim", "$cancel", "$created", "$owner", "$key", "$target", "$record");

    private readonly SqliteStatement updateJob = new(
        connection,
        """
        UPDATE jobs SET version = $version, format = $format, workspace = $workspace, status = $status, due = $due,
            kept_until = $kept, claim = $claim, cancel = $cancel, target = $target, record = $record
        WHERE id = $id AND version = $expected
        """,
        "$id", "$expected", "$version", "$format", "$workspace", "$status", "$due", "$kept", "$claim", "$cancel", "$target",
        "$record");

    private readonly SqliteStatement insertContent = new(
        connection,
        """
        INSERT INTO contents (job, name, format, content, file, length)
        VALUES ($job, $name, $format, $content, $file, $length) ON CONFLICT DO NOTHING
        """,
        "$job", "$name", "$format", "$content", "$file", "$length");

    private readonly SqliteStatement park = new(
        connection,
        "UPDATE jobs SET due = NULL, kept_until = NULL, status = 'Parked', version = version + 1 WHERE id = $id",
        "$id");

    private readonly SqliteStatement delete = new(connection, "DELETE FROM jobs WHERE id = $id", "$id");

    private readonly SqliteStatement keepLease = new(
        connection,
        "INSERT INTO leases (id, until) VALUES ($id, $until) ON CONFLICT (id) DO UPDATE SET until = $until",
        "$id", "$until");

    private readonly SqliteStatement freeEnded = new(
        connection,
        """
        UPDATE jobs SET claim = NULL, version = version + 1
        WHERE claim IS NOT NULL AND claim NOT IN (SELECT id FROM leases WHERE until > $now)
        """,
        "$now");

    private readonly SqliteStatement deleteEnded = new(connection, "DELETE FROM leases WHERE until <= $now", "$now");

    private readonly SqliteStatement free = new(
        connection, "UPDATE jobs SET claim = NULL, version = version + 1 WHERE claim = $lease", "$lease");

    private readonly SqliteStatement deleteLease = new(connection, "DELETE FROM leases WHERE id = $lease", "$lease");

    private readonly SqliteStatement selectJob = new(
        connection, $"SELECT {SqliteJobRow.Columns} FROM jobs WHERE id = $id", "$id");

    private readonly SqliteStatement selectByKey = new(
        connection, $"SELECT {SqliteJobRow.Columns} FROM jobs WHERE owner = $owner AND key = $key", "$owner", "$key");

    private readonly SqliteStatement selectDue = new(
        connection,
        $"""
        SELECT {SqliteJobRow.Columns} FROM jobs
        WHERE workspace = $workspace AND due <= $now AND claim IS NULL AND format <= $format AND {IsWithinReach}
        ORDER BY due LIMIT $count
        """,
        "$workspace", "$now", "$format", "$steps", "$workspaces", "$count");

    private readonly SqliteStatement selectExpired = new(
        connection,
        $"""
        SELECT {SqliteJobRow.Columns} FROM jobs
        WHERE workspace = $workspace AND kept_until <= $now AND (claim IS NULL OR claim = $lease) AND format <= $format
        ORDER BY kept_until LIMIT $count
        """,
        "$workspace", "$now", "$lease", "$format", "$count");

    private readonly SqliteStatement nextDue = new(
        connection,
        $"""
        SELECT due FROM jobs
        WHERE workspace = $workspace AND due IS NOT NULL AND claim IS NULL AND format <= $format AND {IsWithinReach}
        ORDER BY due LIMIT 1
        """,
        "$workspace", "$format", "$steps", "$workspaces");

    private readonly SqliteStatement selectCancelled = new(
        connection, "SELECT id FROM jobs WHERE claim = $lease AND cancel = 1 AND due IS NOT NULL", "$lease");

    private readonly SqliteStatement selectContent = new(
        connection,
        "SELECT name, format, content, file, length FROM contents WHERE job = $job AND name = $name",
        "$job", "$name");

    private readonly SqliteStatement selectFiles = new(
        connection, "SELECT DISTINCT file FROM contents WHERE job = $job AND file IS NOT NULL", "$job");

    private readonly SqliteStatement refersTo = new(
        connection, "SELECT 1 FROM contents WHERE file = $file LIMIT 1", "$file");

    private readonly SqliteStatement query = new(
        connection,
        $"""
        SELECT {SqliteJobRow.Columns} FROM jobs
        WHERE ($owner IS NULL OR owner = $owner) AND ($target IS NULL OR target = $target)
            AND ($statuses IS NULL OR instr($statuses, ',' || status || ',') > 0)
            AND ($before IS NULL OR created < $before) AND ($after IS NULL OR created > $after)
            AND ($lastId IS NULL OR created < $lastCreated OR (created = $lastCreated AND id < $lastId))
        ORDER BY created DESC, id DESC LIMIT $limit
        """,
        "$owner", "$target", "$statuses", "$before", "$after", "$lastId", "$lastCreated", "$limit");

    private readonly SqliteStatement selectCreated = new(connection, "SELECT created FROM jobs WHERE id = $id", "$id");

    public SqliteAccounts Accounts { get; } = new(connection);

    public SqliteTimesTable Times { get; } = new(connection);

    /// <returns>False if a job with the same owner and key is there.</returns>
    public bool TryInsert(JobRecord job, byte[] record) => insertJob.Execute(
        job.Id.ToString(), job.Version, job.FormatVersion, job.Workspace,
        job.FallbackWorkspaces.IsEmpty ? null : List(job.FallbackWorkspaces), job.Step, job.StepVersion,
        job.Status.ToString(), job.Due?.UtcTicks, job.KeptUntil?.UtcTicks, job.Claim?.ToString(), job.CancelRequested,
        job.Created.UtcTicks, job.Options.Owner ?? "", job.Options.Key, job.Target, record) > 0;

    /// <returns>False if it has another version, or is not there.</returns>
    public bool TryUpdate(JobRecord job, byte[] record, long expectedVersion) => updateJob.Execute(
        job.Id.ToString(), expectedVersion, job.Version, job.FormatVersion, job.Workspace, job.Status.ToString(),
        job.Due?.UtcTicks, job.KeptUntil?.UtcTicks, job.Claim?.ToString(), job.CancelRequested, job.Target,
        record) > 0;

    public void Insert(Guid job, SqliteContent content) => insertContent.Execute(
        job.ToString(), content.Name, content.Format, content.InRow(), content.File,
        content.File is null ? null : content.Length);

    public void Park(Guid job) => park.Execute(job.ToString());

    public bool Delete(Guid job) => delete.Execute(job.ToString()) > 0;

    public void KeepLease(Guid lease, DateTimeOffset until) => keepLease.Execute(lease.ToString(), until.UtcTicks);

    /// <returns>How many jobs were given back.</returns>
    public int EndLeases(DateTimeOffset now)
    {
        deleteEnded.Execute(now.UtcTicks);
        return freeEnded.Execute(now.UtcTicks);
    }

    /// <inheritdoc cref="EndLeases"/>
    public int EndLease(Guid lease)
    {
        deleteLease.Execute(lease.ToString());
        return free.Execute(lease.ToString());
    }

    public JobRecord? Find(Guid job) => selectJob.Read(SqliteJobRow.Read, job.ToString()) is [var row] ? row.ToRecord() : null;

    public bool HasKey(JobOptions options) => selectByKey.Scalar(options.Owner ?? "", options.Key) is not null;

    public JobRecord FindByKey(JobOptions options) =>
        selectByKey.Read(SqliteJobRow.Read, options.Owner ?? "", options.Key)[0].ToRecord();

    public List<SqliteJobRow> FindDue(string workspace, JobReach reach, DateTimeOffset now, int count) => selectDue.Read(
        SqliteJobRow.Read, workspace, now.UtcTicks, JobRecord.CurrentFormat, Versions(reach.Steps), List(reach.Workspaces),
        count);

    public List<SqliteJobRow> FindExpired(Guid lease, string workspace, DateTimeOffset now, int count) =>
        selectExpired.Read(SqliteJobRow.Read, workspace, now.UtcTicks, lease.ToString(), JobRecord.CurrentFormat, count);

    public DateTimeOffset? NextDue(string workspace, JobReach reach) =>
        nextDue.Scalar(workspace, JobRecord.CurrentFormat, Versions(reach.Steps), List(reach.Workspaces)) is long ticks
            ? new DateTimeOffset(ticks, TimeSpan.Zero)
            : null;

    public ImmutableArray<Guid> FindCancelled(Guid lease) => [.. selectCancelled.Read(row => row.GetGuid(0), lease.ToString())];

    public SqliteContent? FindContent(Guid job, string name) =>
        selectContent.Read(ReadContent, job.ToString(), name) is [var content] ? content : null;

    /// <summary>The files that have contents of the job.</summary>
    public List<string> FilesOf(Guid job) => selectFiles.Read(row => row.GetString(0), job.ToString());

    public bool RefersTo(string file) => refersTo.Scalar(file) is not null;

    public List<JobRecord> Find(JobQuery asked)
    {
        var statuses = asked.Statuses.IsDefaultOrEmpty ? null : $",{string.Join(',', asked.Statuses)},";
        var last = asked.Before?.ToString();
        var lastCreated = last is null ? null : selectCreated.Scalar(last) ?? throw JobQuery.NoSuchPlace(asked.Before!.Value);

        // Tags stand in the record alone: where they are asked for, all rows are read.
        var limit = asked.Tag is null ? asked.Limit : -1;
        return [.. query
            .Read(
                SqliteJobRow.Read, asked.Owner, asked.Target, statuses, asked.CreatedBefore?.UtcTicks,
                asked.CreatedAfter?.UtcTicks, last, lastCreated, limit)
            .Select(row => row.ToRecordOrDescription())
            .Where(asked.Matches)
            .Take(asked.Limit)];
    }

    /// <summary>Names as the database reads a list.</summary>
    private static string List(ImmutableArray<string> names) => new JsonArray([.. names]).ToJsonString();

    private static string Versions(ImmutableArray<(string Name, int Version)> steps) =>
        new JsonObject(steps.Select(step => KeyValuePair.Create(step.Name, (JsonNode?)step.Version))).ToJsonString();

    private static SqliteContent ReadContent(SqliteDataReader row) => new(
        row.GetString(0),
        row.GetString(1),
        row.GetFieldValue<byte[]>(2),
        row.IsDBNull(3) ? null : row.GetString(3),
        row.IsDBNull(4) ? 0 : row.GetInt64(4));
}
