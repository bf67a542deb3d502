using System.Text;
using Coupler.Problems;
using Coupler.Problems.BiqMac;
using Coupler.Problems.OrLibrary;
using Coupler.Problems.Qbsolv;
using Coupler.Problems.Qio;
using Coupler.Problems.Rudy;
using Coupler.Problems.Tsplib;

namespace Coupler.Fuzz;

/// <summary>Files of problems that are good, and what makes them bad.</summary>
internal static class ProblemSeeds
{
    private const int LongestPiece = 30;

    private static readonly string[] Words =
    [
        "0", "1", "-1", "2147483647", "2147483648", "9223372036854775807", "1e308", "1e309", "1e-320", "NaN", "-Infinity",
        "\"", "{", "}", "[", "]", ",", ":", "null", "\"ids\":", "\"c\":", "\"terms\":", "\"type\":\"ising\"",
        "\r\n", "\n", "EOF", "c ", "# ", "p qubo", "\"terms_slc\":[]", "EDGE_WEIGHT_SECTION\n", "DIMENSION: 3\n",
        "GEO", "FULL_MATRIX", "\0", "é", "\uFEFF",
    ];

    /// <summary>The problem, or null for an instance that is none.</summary>
    public static Problem? Read(ProblemFileFormat format, Stream stream)
    {
        switch (format)
        {
            case ProblemFileFormat.MaxCut:
                return RudyFormat.Read(new StreamReader(stream));
            case ProblemFileFormat.BiqMac:
                return BiqMacFormat.Read(new StreamReader(stream));
            case ProblemFileFormat.OrLibrary:
                return OrLibraryFormat.Read(new StreamReader(stream))[0];
            case ProblemFileFormat.Qbsolv:
                return QbsolvFormat.Read(new StreamReader(stream));
            case ProblemFileFormat.Qio:
                return QioFormat.Read(stream).Problem;
            case ProblemFileFormat.QioProtobuf:
                return QioProtobufFormat.Read(stream).Problem;
            case ProblemFileFormat.Tsplib:
                ReadTour(TsplibFormat.Read(new StreamReader(stream)));
                return null;
            case ProblemFileFormat.Qubo:
                return QuboFormat.Read(Payload(stream));
            case ProblemFileFormat.Ising:
                return IsingFormat.Read(Payload(stream));
            default:
                return PuboFormat.Read(Payload(stream));
        }
    }

    public static byte[] Bytes(ProblemFileFormat format, Random random)
    {
        var qubo = Qubo.Create([(0, 0, random.Next(-9, 9)), (0, random.Next(1, 4), random.NextDouble()), (1, 2, -1)]);
        var text = new StringWriter();
        switch (format)
        {
            case ProblemFileFormat.MaxCut:
                RudyFormat.Write(MaxCut.Of([(0, 1, 2), (1, random.Next(2, 9), random.NextDouble())]), text);
                break;
            case ProblemFileFormat.BiqMac:
                BiqMacFormat.Write(qubo, text);
                break;
            case ProblemFileFormat.OrLibrary:
                OrLibraryFormat.Write([qubo, qubo], text);
                break;
            case ProblemFileFormat.Qbsolv:
                QbsolvFormat.Write(qubo, text);
                break;
            case ProblemFileFormat.Tsplib:
                text.Write(Tours[random.Next(Tours.Length)]);
                break;
            default:
                return OfJson(format, random);
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    public static byte[] Damaged(byte[] bytes, Random random)
    {
        var list = bytes.ToList();
        for (var i = random.Next(1, 4); i > 0; i--)
        {
            var place = random.Next(list.Count + 1);
            var length = Math.Min(random.Next(1, LongestPiece), list.Count - place);
            switch (random.Next(5))
            {
                case 0:
                    list.RemoveRange(place, length);
                    break;
                case 1:
                    list.InsertRange(random.Next(list.Count + 1), list.GetRange(place, length));
                    break;
                case 2:
                    list.Insert(place, (byte)random.Next(256));
                    break;
                case 3:
                    if (place < list.Count) list[place] = (byte)random.Next(256);
                    break;
                case 4:
                    list.InsertRange(place, Encoding.UTF8.GetBytes(Words[random.Next(Words.Length)]));
                    break;
            }
        }

        return [.. list];
    }

    private static readonly string[] Tours =
    [
        "NAME: a\nTYPE: TSP\nDIMENSION: 3\nEDGE_WEIGHT_TYPE: EUC_2D\nNODE_COORD_SECTION\n1 0 0\n2 1.5 1e2\n3 -7 4\nEOF\n",
        "DIMENSION: 3\nEDGE_WEIGHT_TYPE: GEO\nNODE_COORD_SECTION\n1 38.24 20.42\n2 39.57 26.15\n3 40.56 25.32\n",
        "DIMENSION: 3\nEDGE_WEIGHT_TYPE: EXPLICIT\nEDGE_WEIGHT_FORMAT: FULL_MATRIX\n"
        + "EDGE_WEIGHT_SECTION\n0 1 2\n1 0 3\n2 3 0\nEOF\n",
        "DIMENSION: 3\nEDGE_WEIGHT_TYPE: EXPLICIT\nEDGE_WEIGHT_FORMAT: LOWER_DIAG_ROW\nEDGE_WEIGHT_SECTION\n0 1 0 2 3\n0\n",
    ];

    private static byte[] OfJson(ProblemFileFormat format, Random random)
    {
        Term[] terms = [new(random.Next(-9, 9), 0), new(random.NextDouble(), 1, random.Next(2, 5)), new(1, 0, 1, 2)];
        Pubo pubo = Pubo.Create(terms, [new SquaredSum(2, (0, 1.0), new Term(-1))]);
        var flat = new QioProblem(Ising.Create(terms, variables: 5), "n", BitStringOf(random));
        using var stream = new MemoryStream();
        switch (format)
        {
            case ProblemFileFormat.Qio:
                QioFormat.Write(random.Next(2) == 0 ? flat : new QioProblem(pubo), stream, isCompressed: random.Next(8) == 0);
                return stream.ToArray();
            case ProblemFileFormat.QioProtobuf:
                QioProtobufFormat.Write(flat, stream);
                return random.Next(2) == 0 ? stream.ToArray() : Inflated(stream);
            case ProblemFileFormat.Qubo:
                return QuboFormat.Write([(0, 1, 2), (0, 0, random.NextDouble())]).Content.ToArray();
            case ProblemFileFormat.Ising:
                return IsingFormat.Write(Ising.Create(terms)).Content.ToArray();
            default:
                return PuboFormat.Write(pubo).Content.ToArray();
        }
    }

    private static Circuits.BitString BitStringOf(Random random) => new((ulong)random.Next(32), 5);

    private static byte[] Inflated(MemoryStream compressed)
    {
        compressed.Position = 0;
        using var stream = new System.IO.Compression.GZipStream(compressed, System.IO.Compression.CompressionMode.Decompress);
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }

    private static Payload Payload(Stream stream)
    {
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return new Payload("fuzz", bytes.ToArray());
    }

    private static void ReadTour(TspInstance instance)
    {
        for (var i = 1; i < Math.Min(instance.NodeCount, 20); i++) _ = instance[i - 1, i];
    }
}
