using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace Coupler.Jobs;

/// <summary>
/// Contents that are too large for a row, in the folder beside the database: each a file that is named by the SHA-256 of its
/// bytes, <c>jobs.db.contents/ab/cdef…</c>, written once and whole. Thread-safe, also across processes.
/// </summary>
internal sealed class ContentFiles(string database)
{
    private const string Unfinished = ".tmp";
    private const int PrefixLength = 2;

    /// <summary>SQLITE_FULL in the words of each system: ENOSPC, EDQUOT (Linux, macOS), ERROR_DISK_FULL.</summary>
    private static readonly HashSet<int> NoRoom = [28, 122, 69, unchecked((int)0x80070070)];

    private readonly string folder = database + ".contents";
    private readonly ConcurrentDictionary<string, bool> lasting = new();

    public static string NameOf(ReadOnlySpan<byte> content) => Convert.ToHexStringLower(SHA256.HashData(content));

    public bool Has(string name, long length) => new FileInfo(PathOf(name)) is { Exists: true } file && file.Length == length;

    /// <summary>Returns when the file is there and would be after a power failure.</summary>
    /// <exception cref="JobStoreException">It cannot be written.</exception>
    public void Write(string name, ReadOnlySpan<byte> content)
    {
        try
        {
            var place = Path.GetDirectoryName(PathOf(name))!;
            Make(folder);
            Make(place);
            while (!Has(name, content.Length)) WriteNew(name, content);

            // Also where another process has put the file there a moment ago.
            FolderFlush.Flush(place);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw NoRoom.Contains(exception.HResult)
                ? SqliteFailure.OfFull(database, exception)
                : new JobStoreException(
                    JobStoreTrouble.Other, $"A file of the store '{database}' cannot be written. {exception.Message}", exception);
        }
    }

    /// <returns>Null if the file is not there.</returns>
    /// <exception cref="FormatException">It does not hold what was written.</exception>
    public async ValueTask<byte[]?> ReadAsync(string name, long length, CancellationToken cancellationToken)
    {
        try
        {
            var content = await File.ReadAllBytesAsync(PathOf(name), cancellationToken).ConfigureAwait(false);
            return content.Length == length && NameOf(content) == name
                ? content
                : throw new FormatException(
                    $"'{PathOf(name)}' does not hold the {length} bytes that were written: put a copy in its place.");
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new JobStoreException(
                JobStoreTrouble.Other, $"A file of the store '{database}' cannot be read. {exception.Message}", exception);
        }
    }

    public void Remove(string name)
    {
        if (File.Exists(PathOf(name))) File.Delete(PathOf(name));
    }

    public string PathOf(string name) => Path.Combine(folder, name[..PrefixLength], name[PrefixLength..]);

    /// <summary>The names of the files that were written before a moment.</summary>
    public IEnumerable<string> Before(DateTimeOffset moment) => FilesBefore(moment, SearchOption.AllDirectories)
        .Where(path => !path.EndsWith(Unfinished, StringComparison.Ordinal))
        .Select(path => Path.GetFileName(Path.GetDirectoryName(path)) + Path.GetFileName(path));

    /// <summary>Removes what processes that died have left half-written. One that still lives writes its file again.</summary>
    public void RemoveUnfinished(DateTimeOffset before)
    {
        var unfinished = FilesBefore(before, SearchOption.TopDirectoryOnly)
            .Where(path => path.EndsWith(Unfinished, StringComparison.Ordinal));
        foreach (var path in unfinished) File.Delete(path);
    }

    private IEnumerable<string> FilesBefore(DateTimeOffset moment, SearchOption depth) => Directory.Exists(folder)
        ? Directory.EnumerateFiles(folder, "*", depth).Where(path => File.GetLastWriteTimeUtc(path) < moment.UtcDateTime)
        : [];

    private void WriteNew(string name, ReadOnlySpan<byte> content)
    {
        var unfinished = Path.Combine(folder, Guid.NewGuid() + Unfinished);
        try
        {
            using (var file = File.OpenHandle(unfinished, FileMode.CreateNew, FileAccess.Write))
            {
                RandomAccess.Write(file, content, fileOffset: 0);
                RandomAccess.FlushToDisk(file);
            }

            File.Move(unfinished, PathOf(name), overwrite: true);
        }
        catch (FileNotFoundException)
        {
            // It took so long that another process thought nobody writes it any more: once again.
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            File.Delete(unfinished);

            // Windows replaces no file that somebody reads: then another process has just put it there.
            if (!Has(name, content.Length)) throw;
        }
    }

    /// <summary>Makes a folder, and its name last: once in this process, whoever made it.</summary>
    private void Make(string path)
    {
        Directory.CreateDirectory(path);
        if (lasting.ContainsKey(path)) return;
        FolderFlush.Flush(Path.GetDirectoryName(Path.GetFullPath(path))!);
        lasting.TryAdd(path, true);
    }
}
