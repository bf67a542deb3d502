namespace Coupler.Problems;

/// <summary>The formats of files of problems.</summary>
public enum ProblemFileFormat
{
    /// <summary>A graph as rudy writes it, whose largest cut is looked for: <see cref="Rudy.RudyFormat"/>.</summary>
    MaxCut,

    /// <summary>A matrix of the Biq Mac Library, whose least value is looked for: <see cref="BiqMac.BiqMacFormat"/>.</summary>
    BiqMac,

    /// <summary>
    /// Matrices of the OR-Library, whose largest values are looked for: <see cref="OrLibrary.OrLibraryFormat"/>.
    /// </summary>
    OrLibrary,

    /// <summary>A QUBO as qbsolv reads it: <see cref="Qbsolv.QbsolvFormat"/>.</summary>
    Qbsolv,

    /// <summary>JSON of Azure Quantum's optimisation service: <see cref="Problems.Qio.QioFormat"/>.</summary>
    Qio,

    /// <summary>The same as protobuf in an archive: <see cref="Problems.Qio.QioProtobufFormat"/>.</summary>
    QioProtobuf,

    /// <summary>A travelling-salesman problem: <see cref="Tsplib.TsplibFormat"/>.</summary>
    Tsplib,

    /// <summary>Coupler's own JSON of a QUBO: <see cref="QuboFormat"/>.</summary>
    Qubo,

    /// <summary>Coupler's own JSON of an Ising model: <see cref="IsingFormat"/>.</summary>
    Ising,

    /// <summary>Coupler's own JSON of a PUBO: <see cref="PuboFormat"/>.</summary>
    Pubo,
}
