using System.Collections.Immutable;
using Coupler.Circuits;
using Coupler.Problems.BiqMac;
using Coupler.Problems.OrLibrary;
using Coupler.Problems.Qbsolv;
using Coupler.Problems.Qio;
using Coupler.Problems.Rudy;
using Coupler.Problems.Tsplib;

namespace Coupler.Problems;

/// <summary>A problem that was read from a file, and what the file says beside it.</summary>
/// <param name="Problem">
/// Of <see cref="ProblemFileFormat.Tsplib"/> what <see cref="TravellingSalesman.Of"/> makes of the <see cref="Instance"/>.
/// </param>
public sealed record ProblemFile(ProblemFileFormat Format, Problem Problem)
{
    /// <summary>
    /// A problem of n nodes has (n − 1)² bits and about n³ products, here 15 million; of more nodes
    /// <see cref="TsplibFormat"/> reads the distances alone.
    /// </summary>
    private const int MostNodes = 250;

    /// <summary>As the file says; null if it does not.</summary>
    public string? Name { get; init; }

    /// <summary>Where a solver begins, if the file says so; as long as the problem has variables.</summary>
    public BitString? InitialConfiguration { get; init; }

    /// <summary>What the file calls the variables, if not 0, 1, 2 …: variable i is number i of them. Empty if it does.</summary>
    public ImmutableArray<long> Ids { get; init; } = [];

    /// <summary>
    /// The nodes and distances of a file of TSPLIB, with which <see cref="TravellingSalesman.TourOf"/> reads a tour from a
    /// solution; null of other formats.
    /// </summary>
    public TspInstance? Instance { get; init; }

    /// <summary>What the file calls variable 0 if it counts them: 1 in the formats that count from 1.</summary>
    public int FirstNumber =>
        Format is ProblemFileFormat.MaxCut or ProblemFileFormat.BiqMac or ProblemFileFormat.OrLibrary ? 1 : 0;

    /// <summary>
    /// Whether the file asks for the largest value, as of a cut: that value is the cost with the sign turned.
    /// </summary>
    public bool IsMaximised => Format is ProblemFileFormat.MaxCut or ProblemFileFormat.OrLibrary;

    /// <param name="format">Null to recognise it by the file's extension and its beginning.</param>
    /// <param name="number">Which problem of the file, from 1; null where there is one.</param>
    /// <exception cref="IOException">The file is not there or cannot be read.</exception>
    /// <exception cref="ProblemFileException">
    /// The format is in doubt or none that is known, the file has several problems and none is chosen, or a tour has more than
    /// 250 nodes.
    /// </exception>
    /// <exception cref="FormatException">It is no problem of that format.</exception>
    public static ProblemFile Read(string path, ProblemFileFormat? format = null, int? number = null)
    {
        ArgumentNullException.ThrowIfNull(path);
        using var stream = File.OpenRead(path);
        return Read(stream, path, format, number);
    }

    /// <param name="stream">Can go back to its beginning, if the format is to be recognised.</param>
    /// <param name="path">Its extension counts, and a mistake names it.</param>
    /// <inheritdoc cref="Read(string, ProblemFileFormat?, int?)"/>
    internal static ProblemFile Read(Stream stream, string path, ProblemFileFormat? format = null, int? number = null)
    {
        var known = format ?? ProblemFileKind.Of(path, stream);
        if (known == ProblemFileFormat.OrLibrary)
        {
            return new ProblemFile(known, OneOf(OrLibraryFormat.Read(Text(stream), path), path, number));
        }

        if (number is not (null or 1)) throw new ProblemFileException(path, $"It has one problem, and no number {number}.");
        return known switch
        {
            ProblemFileFormat.MaxCut => new ProblemFile(known, RudyFormat.Read(Text(stream), path)),
            ProblemFileFormat.BiqMac => new ProblemFile(known, BiqMacFormat.Read(Text(stream), path)),
            ProblemFileFormat.Qbsolv => new ProblemFile(known, QbsolvFormat.Read(Text(stream), path)),
            ProblemFileFormat.Qio => Of(known, QioFormat.Read(stream, path)),
            ProblemFileFormat.QioProtobuf => Of(known, QioProtobufFormat.Read(stream, path)),
            ProblemFileFormat.Tsplib => Of(TsplibFormat.Read(Text(stream), path), path),
            ProblemFileFormat.Qubo => new ProblemFile(known, QuboFormat.Read(Payload(stream, QuboFormat.Name))),
            ProblemFileFormat.Ising => new ProblemFile(known, IsingFormat.Read(Payload(stream, IsingFormat.Name))),
            ProblemFileFormat.Pubo => new ProblemFile(known, PuboFormat.Read(Payload(stream, PuboFormat.Name))),
            _ => throw new ArgumentOutOfRangeException(nameof(format), format, null),
        };
    }

    /// <summary>Whoever opened the stream closes it.</summary>
    private static StreamReader Text(Stream stream) => new(stream, leaveOpen: true);

    private static Payload Payload(Stream stream, string format)
    {
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return new Payload(format, bytes.ToArray());
    }

    private static ProblemFile Of(TspInstance instance, string path) => instance.NodeCount <= MostNodes
        ? new ProblemFile(ProblemFileFormat.Tsplib, TravellingSalesman.Of(instance)) { Name = instance.Name, Instance = instance }
        : throw new ProblemFileException(
            path, $"It has {instance.NodeCount} nodes; up to {MostNodes} are solved, as there are about as many bits squared.");

    private static ProblemFile Of(ProblemFileFormat format, QioProblem read) => new(format, read.Problem)
    {
        Name = read.Name,
        InitialConfiguration = read.InitialConfiguration,
        Ids = read.Ids,
    };

    private static Qubo OneOf(ImmutableArray<Qubo> problems, string path, int? number)
    {
        if (number is null && problems.Length > 1)
        {
            throw new ProblemFileException(path, $"It has {problems.Length} problems; choose one by its number, from 1.");
        }

        return (number ?? 1) >= 1 && (number ?? 1) <= problems.Length
            ? problems[(number ?? 1) - 1]
            : throw new ProblemFileException(path, $"There is no problem {number}; it has 1 to {problems.Length}.");
    }
}
