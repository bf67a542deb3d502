using System.Collections.Immutable;
using System.Formats.Tar;

namespace Coupler.Problems.Qio;

/// <summary>
/// The protobuf variant of <see cref="QioFormat"/>, which population annealing and substochastic Monte Carlo took: an archive
/// tar.gz of members <c>gzipinputfile_pb_0.pb</c>, <c>gzipinputfile_pb_1.pb</c> …, each a message with at most 1000 terms. The
/// terms of all members, in the order of the archive, are one problem. It has no grouped terms.
/// </summary>
public static class QioProtobufFormat
{
    private const int TermsOfAMember = 1000;
    private const int LargestMember = 1 << 26;
    private const string Extension = ".pb";

    /// <exception cref="IOException">The file is not there or cannot be read.</exception>
    /// <exception cref="ProblemSyntaxException">It is no such problem.</exception>
    public static QioProblem Read(string path)
    {
        using var stream = File.OpenRead(path);
        return Read(stream, path);
    }

    /// <param name="stream">An archive, compressed with gzip or not. It stays open.</param>
    /// <param name="path">What a mistake names as its file.</param>
    /// <inheritdoc cref="Read(string)"/>
    public static QioProblem Read(Stream stream, string? path = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        var parts = new QioParts();
        var count = 0;
        try
        {
            using var compressed = Gzip.Open(stream);
            using var archive = new HeadedStream([], compressed);
            using var tar = new TarReader(archive);
            while (tar.GetNextEntry() is { } entry)
            {
                if (entry.DataStream is null || !entry.Name.EndsWith(Extension, StringComparison.Ordinal)) continue;
                var member = path is null ? entry.Name : $"{path}!{entry.Name}";
                QioMessage.Read(new ProtobufReader(Bytes(entry, member), member, start: 0), parts);
                count++;
            }

            // Two empty blocks end an archive: one that goes on to the end of the data was cut off.
            if (archive.IsAtEnd) throw Wrong(QioFault.NotParseable, "The archive ends too early.");
        }
        catch (Exception exception) when (exception is InvalidDataException or EndOfStreamException or NotSupportedException
            or ArgumentException or OverflowException or FormatException and not ProblemSyntaxException)
        {
            throw Wrong(QioFault.NotParseable, $"The archive is damaged, or none: {exception.Message}");
        }

        if (count == 0) throw Wrong(QioFault.MissingSection, $"The archive has no member '*{Extension}'.");
        parts.Kind ??= VariableKind.Bit;
        return parts.ToProblem(Wrong);

        ProblemSyntaxException Wrong(QioFault fault, string problem) => new(problem, path, byteOffset: 0, fault.Code());
    }

    /// <summary>
    /// Writes terms as they are; a variable that is in no term gets one of weight 0. The same problem gives the same bytes.
    /// </summary>
    /// <param name="stream">Stays open.</param>
    /// <exception cref="ArgumentException">
    /// The problem has grouped terms or no term, or ids or initial configuration do not fit its variables.
    /// </exception>
    public static void Write(QioProblem problem, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(problem);
        ArgumentNullException.ThrowIfNull(stream);
        problem.Check();
        if (!problem.Problem.Squares.IsEmpty)
        {
            throw new ArgumentException("The protobuf variant has no grouped terms; write JSON.", nameof(problem));
        }

        using var compressed = Gzip.Create(stream);
        using var tar = new TarWriter(compressed, TarEntryFormat.Ustar);
        ImmutableArray<Term> terms = [.. problem.Problem.Terms, .. problem.Unnamed().Select(variable => new Term(0, variable))];
        for (var i = 0; i * TermsOfAMember < terms.Length; i++)
        {
            var first = i * TermsOfAMember;
            var some = terms.AsSpan(first, Math.Min(TermsOfAMember, terms.Length - first));
            tar.WriteEntry(new UstarTarEntry(TarEntryType.RegularFile, $"gzipinputfile_pb_{i}{Extension}")
            {
                DataStream = new MemoryStream(QioMessage.Write(problem, some, isFirst: i == 0)),
                ModificationTime = DateTimeOffset.UnixEpoch,
            });
        }
    }

    private static byte[] Bytes(TarEntry entry, string member)
    {
        if (entry.Length > LargestMember)
        {
            throw new ProblemSyntaxException("A member of more than 64 MiB is not read.", member, 0, QioFault.OutOfRange.Code());
        }

        using var bytes = new MemoryStream();
        entry.DataStream!.CopyTo(bytes);
        return bytes.ToArray();
    }
}
