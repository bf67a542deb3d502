using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Coupler.Jobs;

/// <summary>The tables of a <see cref="SqliteJobStore"/> and the version of their layout (<c>PRAGMA user_version</c>).</summary>
internal static class SqliteSchema
{
    /// <summary>What takes the file from each version to the next; the first makes the tables. Only ever append.</summary>
    private static readonly string[] Steps =
    [
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
        """,

        // What jobs may cost and have cost, in millionths. A reservation is open until its job is settled; it ends with its
        // account's sums, not with its job's row.
        """
        CREATE TABLE accounts (account TEXT PRIMARY KEY, reserved INTEGER NOT NULL, spent INTEGER NOT NULL) WITHOUT ROWID;
        CREATE TABLE reservations (
            job TEXT NOT NULL, account TEXT NOT NULL, currency TEXT NOT NULL, amount INTEGER NOT NULL,
            PRIMARY KEY (job, account)) WITHOUT ROWID;
        """,
        """
        CREATE TABLE times (
            target TEXT NOT NULL, size INTEGER NOT NULL, slot INTEGER NOT NULL, ended INTEGER NOT NULL,
            waited INTEGER NOT NULL, ran INTEGER NOT NULL, PRIMARY KEY (target, size, slot)) WITHOUT ROWID;
        """,
        """
        ALTER TABLE jobs ADD COLUMN kept_until INTEGER;
        CREATE INDEX jobs_kept ON jobs (workspace, kept_until) WHERE kept_until IS NOT NULL;
        ALTER TABLE contents ADD COLUMN file TEXT;
        ALTER TABLE contents ADD COLUMN length INTEGER;
        CREATE INDEX contents_file ON contents (file) WHERE file IS NOT NULL;
        """,

        // What a process must have to carry the job to its end, beside the workspace: a step, a JSON array of workspaces.
        """
        ALTER TABLE jobs ADD COLUMN step TEXT;
        ALTER TABLE jobs ADD COLUMN step_version INTEGER;
        ALTER TABLE jobs ADD COLUMN fallbacks TEXT;
        UPDATE jobs SET step = json_extract(CAST(record AS TEXT), '$.step'),
            fallbacks = nullif(json_extract(CAST(record AS TEXT), '$.fallbackWorkspaces'), '[]')
            WHERE json_valid(CAST(record AS TEXT));
        """,
    ];

    /// <summary>Those of the first layout, which every later one has.</summary>
    private const int FirstTables = 3;

    /// <summary>What every connection is told first. Nothing is written to a database that is another program's.</summary>
    /// <param name="patience">How long it waits, and holds up its thread, where another process has locked the file.</param>
    public static void Prepare(SqliteConnection connection, TimeSpan patience)
    {
        var milliseconds = patience.TotalMilliseconds.ToString("f0", CultureInfo.InvariantCulture);
        Execute(connection, $"PRAGMA busy_timeout = {milliseconds};");
        Version(connection);
        Execute(connection, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;");
    }

    /// <summary>Makes the tables, or takes them to the layout of this version; of that layout, it only reads.</summary>
    /// <exception cref="FormatException">It is another program's, or a later version of Coupler made it.</exception>
    public static void Apply(SqliteConnection connection)
    {
        if (Version(connection) == Steps.Length) return;
        using var transaction = connection.BeginTransaction();
        foreach (var step in Steps.AsSpan(Version(connection))) Execute(connection, step);
        Execute(connection, string.Create(CultureInfo.InvariantCulture, $"PRAGMA user_version = {Steps.Length};"));
        transaction.Commit();
    }

    /// <exception cref="FormatException">It is another program's, or a later version of Coupler made it.</exception>
    public static int Version(SqliteConnection connection)
    {
        var (version, tables, ours) = Layout(connection);
        if (version == 0 ? tables > 0 : ours < FirstTables)
        {
            throw new FormatException(
                $"The store '{connection.DataSource}' is another program's database; name another file or a new one.");
        }

        return version <= Steps.Length
            ? version
            : throw new FormatException(
                $"'{connection.DataSource}' has layout {version}; this version knows up to {Steps.Length}. Use a newer one.");
    }

    /// <summary>All read by one statement, so as of one moment: another process may be making the tables.</summary>
    private static (int Version, int Tables, int Ours) Layout(SqliteConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = """
            SELECT user_version,
                (SELECT count(*) FROM sqlite_master WHERE type = 'table'),
                (SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name IN ('jobs', 'leases', 'contents'))
            FROM pragma_user_version
            """;
        using var row = command.ExecuteReader();
        row.Read();
        return (row.GetInt32(0), row.GetInt32(1), row.GetInt32(2));
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // constants of this file
        command.CommandText = sql;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }
}
