using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Coupler.Jobs;

/// <summary>
/// The one connection that writes. What is asked for while a commit is under way goes into the next one together, so that many
/// writers share the wait for the disk. Where another process has locked the file, writes wait for it and hold up no thread.
/// Each write is whole or not at all, and has lasted when its task ends. Thread-safe.
/// </summary>
internal sealed class SqliteWriter : IAsyncDisposable
{
    private static readonly TimeSpan LongestDelay = TimeSpan.FromMilliseconds(50);

    private readonly string path;
    private readonly SqliteConnection connection;
    private readonly TimeSpan patience;
    private readonly TimeProvider time;
    private readonly SqliteStatement commit;
    private readonly SqliteStatement rollback;

    private readonly Lock gate = new();
    private readonly TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private List<Write> waiting = [];
    private bool isWriting;
    private bool isClosed;

    /// <param name="connection">Disposed with this. Its own waiting for locks is switched off.</param>
    /// <param name="patience">How long a write waits for a file that another process has locked.</param>
    public SqliteWriter(string path, SqliteConnection connection, TimeSpan patience, TimeProvider time)
    {
        this.path = path;
        this.connection = connection;
        this.patience = patience;
        this.time = time;
        commit = new SqliteStatement(connection, "COMMIT");
        rollback = new SqliteStatement(connection, "ROLLBACK");
        new SqliteStatement(connection, "PRAGMA busy_timeout = 0").Execute();
    }

    /// <param name="write">Runs on another thread, alone; it may run again after a rollback.</param>
    /// <exception cref="JobStoreException">The file could not be written; nothing was.</exception>
    public Task<T> WriteAsync<T>(Func<T> write, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var item = new Write<T>(write, time.GetTimestamp());
        lock (gate)
        {
            ObjectDisposedException.ThrowIf(isClosed, typeof(SqliteJobStore));
            waiting.Add(item);
            if (isWriting) return item.Task;
            isWriting = true;
        }

        ThreadPool.UnsafeQueueUserWorkItem(static writer => _ = writer.WriteAllAsync(), this, preferLocal: false);
        return item.Task;
    }

    /// <summary>Waits for what was asked for.</summary>
    public async ValueTask DisposeAsync()
    {
        lock (gate)
        {
            isClosed = true;
            if (!isWriting) ended.TrySetResult();
        }

        await ended.Task.ConfigureAwait(false);
        await connection.DisposeAsync().ConfigureAwait(false);
    }

    private async Task WriteAllAsync()
    {
        while (GoesOn())
        {
            if (await TryBeginAsync().ConfigureAwait(false)) Commit(Take());
        }
    }

    private bool GoesOn()
    {
        lock (gate)
        {
            isWriting = waiting.Count > 0;
            if (isClosed && !isWriting) ended.TrySetResult();
            return isWriting;
        }
    }

    /// <summary>Begins a transaction, waiting for other processes as long as there is a write that still waits.</summary>
    private async ValueTask<bool> TryBeginAsync()
    {
        for (var delay = TimeSpan.FromMilliseconds(1); ; delay = delay < LongestDelay ? 2 * delay : LongestDelay)
        {
            var code = raw.sqlite3_exec(connection.Handle, "BEGIN IMMEDIATE");
            if (code == raw.SQLITE_OK) return true;
            Fail(code, code == raw.SQLITE_BUSY ? patience : TimeSpan.Zero);
            lock (gate)
            {
                if (waiting.Count == 0) return false;
            }

            await Task.Delay(delay, time).ConfigureAwait(false);
        }
    }

    /// <summary>Ends the writes that have waited so long.</summary>
    private void Fail(int code, TimeSpan afterAtLeast)
    {
        var message = raw.sqlite3_errmsg(connection.Handle).utf8_to_string();
        var now = time.GetTimestamp();
        bool IsOver(Write write) => time.GetElapsedTime(write.Asked, now) >= afterAtLeast;
        List<Write> failed;
        lock (gate)
        {
            failed = waiting.FindAll(IsOver);
            waiting.RemoveAll(IsOver);
        }

        foreach (var write in failed) write.Fail(SqliteFailure.Of(path, new SqliteException(message, code)));
    }

    /// <summary>All that wait; one that spoilt a commit for others goes alone.</summary>
    private List<Write> Take()
    {
        lock (gate)
        {
            var all = waiting;
            if (all.FindIndex(write => write.IsAlone) is var alone and >= 0)
            {
                waiting = [.. all[..alone], .. all[(alone + 1)..]];
                return [all[alone]];
            }

            waiting = [];
            return all;
        }
    }

    private void Commit(List<Write> batch)
    {
        try
        {
            foreach (var write in batch) write.Run();
            commit.Execute();
        }
        catch (Exception exception)
        {
            // The edge of a queue item: who asked is told.
            RollBack();
            if (batch is [var only])
            {
                only.Fail(exception is SqliteException failure ? SqliteFailure.Of(path, failure) : exception);
                return;
            }

            batch.ForEach(write => write.IsAlone = true);
            lock (gate) waiting.InsertRange(0, batch);
            return;
        }

        foreach (var write in batch) write.Succeed();
    }

    private void RollBack()
    {
        try
        {
            rollback.Execute();
        }
        catch (SqliteException)
        {
            // SQLite has rolled it back itself.
        }
    }

    private abstract class Write(long asked)
    {
        public long Asked => asked;

        /// <summary>Whether it goes into a commit of its own.</summary>
        public bool IsAlone { get; set; }

        public abstract void Run();

        public abstract void Succeed();

        public abstract void Fail(Exception exception);
    }

    private sealed class Write<T>(Func<T> write, long asked) : Write(asked)
    {
        private readonly TaskCompletionSource<T> done = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private T result = default!;

        public Task<T> Task => done.Task;

        public override void Run() => result = write();

        public override void Succeed() => done.SetResult(result);

        public override void Fail(Exception exception) => done.SetException(exception);
    }
}
