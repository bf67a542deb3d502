using Microsoft.Data.Sqlite;

namespace Coupler.Jobs;

/// <summary>
/// The one connection that writes. What is asked for while a commit is under way goes into the next one together, so that many
/// writers share the wait for the disk. Each write is whole or not at all, and has lasted when its task ends. Thread-safe.
/// </summary>
internal sealed class SqliteWriter : IAsyncDisposable
{
    private readonly SqliteConnection connection;
    private readonly SqliteStatement begin;
    private readonly SqliteStatement commit;
    private readonly SqliteStatement rollback;

    private readonly Lock gate = new();
    private readonly TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private List<Write> waiting = [];
    private bool isWriting;
    private bool isClosed;

    /// <param name="connection">Disposed with this.</param>
    public SqliteWriter(SqliteConnection connection)
    {
        this.connection = connection;
        begin = new SqliteStatement(connection, "BEGIN IMMEDIATE");
        commit = new SqliteStatement(connection, "COMMIT");
        rollback = new SqliteStatement(connection, "ROLLBACK");
    }

    /// <param name="write">Runs on another thread, alone; it may run again after a rollback.</param>
    public Task<T> WriteAsync<T>(Func<T> write, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var item = new Write<T>(write);
        lock (gate)
        {
            ObjectDisposedException.ThrowIf(isClosed, typeof(SqliteJobStore));
            waiting.Add(item);
            if (isWriting) return item.Task;
            isWriting = true;
        }

        ThreadPool.UnsafeQueueUserWorkItem(static writer => writer.WriteAll(), this, preferLocal: false);
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

    private void WriteAll()
    {
        while (true)
        {
            List<Write> batch;
            lock (gate)
            {
                (batch, waiting) = (waiting, []);
                isWriting = batch.Count > 0;
                if (isClosed && !isWriting) ended.TrySetResult();
            }

            if (batch.Count == 0) return;
            Commit(batch);
        }
    }

    private void Commit(List<Write> batch)
    {
        Write? current = null;
        try
        {
            begin.Execute();
            foreach (var write in batch)
            {
                current = write;
                write.Run();
            }

            current = null;
            commit.Execute();
        }
        catch (Exception exception)
        {
            // The edge of a queue item: who asked is told.
            RollBack();
            if (current is null || batch.Count == 1) batch.ForEach(write => write.Fail(exception));
            else batch.ForEach(write => Commit([write]));
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
            // There was no transaction yet, or SQLite has rolled it back itself.
        }
    }

    private abstract class Write
    {
        public abstract void Run();

        public abstract void Succeed();

        public abstract void Fail(Exception exception);
    }

    private sealed class Write<T>(Func<T> write) : Write
    {
        private readonly TaskCompletionSource<T> done = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private T result = default!;

        public Task<T> Task => done.Task;

        public override void Run() => result = write();

        public override void Succeed() => done.SetResult(result);

        public override void Fail(Exception exception) => done.SetException(exception);
    }
}
