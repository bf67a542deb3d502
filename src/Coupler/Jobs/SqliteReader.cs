using Microsoft.Data.Sqlite;

namespace Coupler.Jobs;

/// <summary>The one connection that reads: it sees the last commit and waits for no writer. Thread-safe.</summary>
internal sealed class SqliteReader(string path, SqliteConnection connection) : IDisposable
{
    private readonly SqliteJobTable table = new(connection);
    private readonly Lock gate = new();
    private bool isClosed;

    /// <exception cref="JobStoreException">The file cannot be read.</exception>
    public T Read<T>(Func<SqliteJobTable, T> find)
    {
        lock (gate)
        {
            ObjectDisposedException.ThrowIf(isClosed, typeof(SqliteJobStore));
            try
            {
                return find(table);
            }
            catch (SqliteException exception)
            {
                throw SqliteFailure.Of(path, exception);
            }
        }
    }

    public void Dispose()
    {
        lock (gate)
        {
            isClosed = true;
            connection.Dispose();
        }
    }
}
