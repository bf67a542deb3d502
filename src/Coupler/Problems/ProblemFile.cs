using System.Collections.Immutable;
using Coupler.Circuits;
using Coupler.Problems.BiqMac;
using Coupler.Problems.OrLibrary;
using Coupler.Problems.Qbsolv;
using Coupler.Problems.Qio;
using Coupler.Problems.Rudy;

namespace Coupler.Problems;

/// <summary>A problem that was read from a file, and what the file says beside it.</summary>
/// <param name="Problem">
/// Null for <see cref="ProblemFileFormat.Tsplib"/>, which is recognised only: read it with
/// <see cref="Tsplib.TsplibFormat"/>.
/// </param>
public sealed record ProblemFile(ProblemFileFormat Format, Problem? Problem)
{
    /// <summary>As the file says; null if it does not.</summary>
    public string? Name { get; init; }

    /// <summary>Where a solver begins, if the file says so; as long as the problem has variables.</summary>
    public BitString? InitialConfiguration { get; init; }

    /// <summary>What the file calls the variables, if not 0, 1, 2 …: variable i is number i of them. Empty if it does.</summary>
    public ImmutableArray<long> Ids { get; init; } = [];

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
    /// The format is in doubt, or the file has several problems and none is chosen.
    /// </exception>
    /// <exception cref="FormatException">It is no problem of that format.</exception>
    public static ProblemFile Read(string path, ProblemFileFormat? format = null, int? number = null)
    {
        ArgumentNullException.ThrowIfNull(path);
        var known = format ?? ProblemFileKind.Of(path);
        if (known == ProblemFileFormat.OrLibrary) return new ProblemFile(known, OneOf(OrLibraryFormat.Read(path), path, number));
        if (number is not (null or 1)) throw new ProblemFileException(path, $"It has one problem, and no number {number}.");
        return known switch
        {
            ProblemFileFormat.MaxCut => new ProblemFile(known, RudyFormat.Read(path)),
            ProblemFileFormat.BiqMac => new ProblemFile(known, BiqMacFormat.Read(path)),
            ProblemFileFormat.Qbsolv => new ProblemFile(known, QbsolvFormat.Read(path)),
            ProblemFileFormat.Qio => Of(known, QioFormat.Read(path)),
            ProblemFileFormat.QioProtobuf => Of(known, QioProtobufFormat.Read(path)),
            ProblemFileFormat.Tsplib => new ProblemFile(known, null),
            ProblemFileFormat.Qubo => new ProblemFile(known, QuboFormat.Read(Payload(path, QuboFormat.Name))),
            ProblemFileFormat.Ising => new ProblemFile(known, IsingFormat.Read(Payload(path, IsingFormat.Name))),
            ProblemFileFormat.Pubo => new ProblemFile(known, PuboFormat.Read(Payload(path, PuboFormat.Name))),
            _ => throw new ArgumentOutOfRangeException(nameof(format), format, null),
        };
    }

    private static Payload Payload(string path, string format) => new(format, File.ReadAllBytes(path));

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
