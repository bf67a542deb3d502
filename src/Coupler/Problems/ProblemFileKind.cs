using System.Collections.Frozen;
using System.Text;
using System.Text.Json;
using Coupler.Problems.Qio;
using Kind = Coupler.Problems.ProblemFileFormat;

namespace Coupler.Problems;

/// <summary>Recognises the format of a file by its extension, or else by its beginning.</summary>
internal static class ProblemFileKind
{
    private const int HeadBytes = 4096;

    /// <summary>A header of a tar archive has this at byte 257.</summary>
    private const int TarMark = 257;

    private static ReadOnlySpan<byte> TarName => "ustar"u8;

    private static readonly (string Ending, ProblemFileFormat Format)[] Endings =
    [
        (".qubo.json", Kind.Qubo), (".ising.json", Kind.Ising), (".pubo.json", Kind.Pubo),
        (".sparse", Kind.BiqMac), (".qubo", Kind.Qbsolv), (".tsp", Kind.Tsplib), (".bqp", Kind.OrLibrary),
        (".rud", Kind.MaxCut), (".rudy", Kind.MaxCut), (".mc", Kind.MaxCut),
        (".tar.gz", Kind.QioProtobuf), (".tgz", Kind.QioProtobuf), (".tar", Kind.QioProtobuf),
    ];

    /// <summary>The keywords with which a file of TSPLIB may begin.</summary>
    private static readonly FrozenSet<string> TsplibKeys =
        FrozenSet.Create("NAME", "TYPE", "COMMENT", "DIMENSION", "EDGE_WEIGHT_TYPE", "EDGE_WEIGHT_FORMAT", "NODE_COORD_TYPE");

    /// <summary>Leaves the stream at its beginning.</summary>
    public static ProblemFileFormat Of(string path, Stream stream)
    {
        foreach (var (ending, format) in Endings)
        {
            if (path.EndsWith(ending, StringComparison.OrdinalIgnoreCase)) return format;
        }

        var raw = HeadOf(stream);
        try
        {
            if (raw is [0x1F, 0x8B, ..] || IsArchive(raw)) return OfQio(stream);
            return OfText(Encoding.UTF8.GetString(raw).TrimStart('\uFEFF'), path, stream);
        }
        finally
        {
            stream.Position = 0;
        }
    }

    /// <summary>Which of the three formats of a QUBO that is to be minimised a text has, if it is one.</summary>
    public static ProblemFileFormat OfQubo(Stream stream)
    {
        var head = Encoding.UTF8.GetString(HeadOf(stream)).TrimStart('\uFEFF');
        if (head.TrimStart().StartsWith('{')) return Kind.Qubo;
        var lines = new WordLines(new StringReader(head), null, "#%c");
        return lines.TryReadLine() && lines.ReadKey() == "p" ? Kind.Qbsolv : Kind.BiqMac;
    }

    /// <summary>Which of the two formats of Azure Quantum a file has, if it has one.</summary>
    public static ProblemFileFormat OfQio(Stream stream)
    {
        try
        {
            var raw = HeadOf(stream);
            var isArchive = raw is [0x1F, 0x8B, ..] ? IsCompressedArchive(stream) : IsArchive(raw);
            return isArchive ? Kind.QioProtobuf : Kind.Qio;
        }
        finally
        {
            stream.Position = 0;
        }
    }

    private static ReadOnlySpan<byte> HeadOf(Stream stream)
    {
        var head = new byte[HeadBytes];
        var count = stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        stream.Position = 0;
        return head.AsSpan(0, count);
    }

    private static ProblemFileFormat OfText(string head, string path, Stream stream)
    {
        if (head.TrimStart().StartsWith('{')) return OfJson(stream, path);
        var lines = new WordLines(new StringReader(head), path, "#%");
        if (!lines.TryReadLine()) throw Unknown(path);
        var count = lines.CountWords();
        var first = lines.ReadKey();
        if (TsplibKeys.Contains(first)) return Kind.Tsplib;
        if (first is "p" or "c") return Kind.Qbsolv;
        if (!int.TryParse(first, out _)) throw Unknown(path);
        if (count == 1) return Kind.OrLibrary;
        return path.EndsWith(".txt", StringComparison.OrdinalIgnoreCase) ? Kind.MaxCut : throw new ProblemFileException(
            path,
            "It may be a graph for max-cut, a matrix of the Biq Mac Library (least value) or one of the OR-Library (largest); "
            + "say which format it has, or name it .rud, .sparse or .bqp.",
            Kind.MaxCut, Kind.BiqMac, Kind.OrLibrary);
    }

    /// <summary>A problem of Azure Quantum has a cost function; Coupler's own three look alike.</summary>
    private static ProblemFileFormat OfJson(Stream stream, string path)
    {
        var tokens = new JsonTokens(stream, path);
        try
        {
            tokens.ReadValue(JsonTokenType.StartObject, "a problem");
            while (tokens.ReadProperty())
            {
                if (tokens.Is("cost_function"u8)) return Kind.Qio;
                if (tokens.Is("terms"u8)) throw Ambiguous(path);
                tokens.Skip();
            }
        }
        catch (ProblemSyntaxException)
        {
            // What is wrong is said by the reader of the format.
            return Kind.Qio;
        }

        throw Foreign(path);
    }

    private static ProblemFileException Ambiguous(string path) => new(
        path,
        "It may be Coupler's JSON of a QUBO, an Ising model or a PUBO, which look alike; "
        + "say which format it has, or name it .qubo.json, .ising.json or .pubo.json.",
        Kind.Qubo, Kind.Ising, Kind.Pubo);

    private static ProblemFileException Foreign(string path) => new(
        path,
        "It is JSON, but of no problem that is known: write a 'cost_function', as Azure Quantum has it, or 'terms', as of a "
        + "QUBO, an Ising model or a PUBO.");

    private static ProblemFileException Unknown(string path) => new(
        path,
        $"It begins like no problem that is known; say which format it has: {string.Join(", ", Enum.GetNames<Kind>())}.",
        [.. Enum.GetValues<Kind>()]);

    private static bool IsArchive(ReadOnlySpan<byte> head) =>
        head.Length >= TarMark + TarName.Length && head[TarMark..].StartsWith(TarName);

    private static bool IsCompressedArchive(Stream stream)
    {
        try
        {
            using var text = Gzip.Open(stream);
            var block = new byte[TarMark + TarName.Length];
            return IsArchive(block.AsSpan(0, text.ReadAtLeast(block, block.Length, throwOnEndOfStream: false)));
        }
        catch (InvalidDataException)
        {
            return false;
        }
    }
}
