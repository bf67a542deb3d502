using System.Collections.Immutable;

namespace Coupler.Jobs;

/// <summary>
/// The contents of a <see cref="SqliteJobStore"/>: small ones in rows, large ones in files. A file is there before the
/// transaction that refers to it begins, and is removed only by who holds the file's write lock and sees that nothing refers to
/// it. Another process may have removed it between the two, so the transaction looks whether it is still there.
/// </summary>
internal sealed class SqliteContents(
    SqliteWriter writer, SqliteJobTable written, SqliteReader reader, ContentFiles files, int limit)
{
    /// <summary>So many files are removed while nobody else can write.</summary>
    private const int BatchSize = 64;

    public ImmutableArray<SqliteContent> Prepare(ImmutableArray<JobContent> contents) => [.. contents.Select(Prepare)];

    /// <summary>Writes what refers to contents, whose files are there when it is committed.</summary>
    /// <param name="write">Runs on another thread, in a transaction; it may run again after a rollback.</param>
    public async Task<T> WriteAsync<T>(ImmutableArray<SqliteContent> contents, Func<T> write, CancellationToken cancellationToken)
    {
        var large = contents.Where(content => content.File is not null).ToArray();
        if (large.Length == 0) return await writer.WriteAsync(write, cancellationToken).ConfigureAwait(false);
        try
        {
            while (true)
            {
                foreach (var content in large) files.Write(content.File!, content.Bytes.Span);
                var outcome = await writer.WriteAsync(() => WriteIfThere(large, write), cancellationToken).ConfigureAwait(false);
                if (outcome.IsDone) return outcome.Result;
            }
        }
        catch (JobStoreException)
        {
            await TryRemoveAsync([.. large.Select(content => content.File!)]).ConfigureAwait(false);
            throw;
        }
    }

    /// <exception cref="FormatException">The file of a large content is not there, or does not hold what was written.</exception>
    public async ValueTask<Payload?> ReadAsync(Guid job, string name, CancellationToken cancellationToken)
    {
        SqliteContent? missed = null;
        while (true)
        {
            if (reader.Read(table => table.FindContent(job, name)) is not { } content) return null;
            if (content.File is null) return new Payload(content.Format, content.Bytes);
            var bytes = await files.ReadAsync(content.File, content.Length, cancellationToken).ConfigureAwait(false);
            if (bytes is not null) return new Payload(content.Format, bytes);

            // Between the row and the file the job may have been deleted.
            if (missed?.File == content.File)
            {
                var path = files.PathOf(content.File);
                throw new FormatException($"'{path}', the {name} of job {job}, is not there: put a copy in its place.");
            }

            missed = content;
        }
    }

    /// <summary>Removes the files to which nothing refers.</summary>
    /// <returns>How many.</returns>
    public async Task<int> RemoveAsync(IEnumerable<string> names, CancellationToken cancellationToken)
    {
        var count = 0;
        foreach (var batch in names.Where(IsFree).Chunk(BatchSize))
        {
            count += await writer.WriteAsync(() => RemoveFree(batch), cancellationToken).ConfigureAwait(false);
        }

        return count;
    }

    /// <summary>Removes what processes that died have left: unfinished files, and those to which nothing refers.</summary>
    /// <param name="before">Younger ones are left: somebody may be about to commit what refers to them.</param>
    public async Task<int> SweepAsync(DateTimeOffset before, CancellationToken cancellationToken)
    {
        files.RemoveUnfinished(before);
        return await RemoveAsync(files.Before(before), cancellationToken).ConfigureAwait(false);
    }

    private SqliteContent Prepare(JobContent content)
    {
        var bytes = content.Payload.Content;
        var file = bytes.Length > limit ? ContentFiles.NameOf(bytes.Span) : null;
        return new SqliteContent(content.Name, content.Payload.Format, bytes, file, bytes.Length);
    }

    private (bool IsDone, T Result) WriteIfThere<T>(SqliteContent[] large, Func<T> write) =>
        large.All(content => files.Has(content.File!, content.Length)) ? (true, write()) : (false, default!);

    private int RemoveFree(string[] names)
    {
        var free = names.Where(IsFree).Where(name => !written.RefersTo(name)).ToArray();
        foreach (var name in free) files.Remove(name);
        return free.Length;
    }

    /// <summary>
    /// As the last commit has it, and not the transaction under way: that may have deleted rows, and still be rolled back.
    /// </summary>
    private bool IsFree(string name) => !reader.Read(table => table.RefersTo(name));

    private async ValueTask TryRemoveAsync(string[] names)
    {
        try
        {
            await RemoveAsync(names, CancellationToken.None).ConfigureAwait(false);
        }
        catch (JobStoreException)
        {
            // What the store cannot do now either, a sweep does later.
        }
    }
}
