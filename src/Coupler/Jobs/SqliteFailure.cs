using Microsoft.Data.Sqlite;

namespace Coupler.Jobs;

/// <summary>What SQLite means, in words that name the file and say what to do. The numbers are SQLite's result codes.</summary>
internal static class SqliteFailure
{
    private const int Busy = 5;
    private const int Locked = 6;
    private const int ReadOnly = 8;
    private const int Disk = 10;
    private const int Damaged = 11;
    private const int Full = 13;
    private const int NoDatabase = 26;

    /// <summary>Of a missing folder, too, SQLite says only that it cannot open the file.</summary>
    public static Exception OnOpen(string path, SqliteException exception)
    {
        if (exception.SqliteErrorCode is Busy or Locked or Full or Damaged or Disk) return Of(path, exception);
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

    /// <summary>What went wrong with a file that is open.</summary>
    public static JobStoreException Of(string path, SqliteException exception) => exception.SqliteErrorCode switch
    {
        Busy or Locked => new(
            JobStoreTrouble.Locked,
            $"The store '{path}' is locked by another process. End what holds it, a shell or a backup, and try again.",
            exception),
        Full => OfFull(path, exception),
        ReadOnly => new(
            JobStoreTrouble.Other,
            $"The store '{path}' may not be written to any more; this user must be allowed to write it and its folder.",
            exception),
        Damaged => new(
            JobStoreTrouble.Other,
            $"The store '{path}' is damaged; restore a copy of it. {exception.Message}",
            exception),
        Disk => new(
            JobStoreTrouble.Other,
            $"The store '{path}' could not be written or read: its disk is full or fails. Make room, and try again. "
                + exception.Message,
            exception),
        _ => new(JobStoreTrouble.Other, $"The store '{path}' could not be used. {exception.Message}", exception),
    };

    /// <summary>There is no room for the database or for a file beside it.</summary>
    public static JobStoreException OfFull(string path, Exception exception) => new(
        JobStoreTrouble.Full,
        $"The store '{path}' is full. Make room on its disk, or delete jobs that have ended, and try again.",
        exception);
}
