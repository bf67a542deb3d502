namespace Coupler.Cli.Options;

/// <summary>What a file has, by the words of <c>--as</c>.</summary>
internal enum ProblemKind
{
    /// <summary>A graph in the format of rudy.</summary>
    MaxCut,

    /// <summary>To be minimised: Coupler's JSON, a matrix of the Biq Mac Library, or a file of qbsolv.</summary>
    Qubo,

    /// <summary>To be maximised: a matrix of the OR-Library.</summary>
    Bqp,
    Ising,
    Pubo,

    /// <summary>A problem of Azure Quantum, as JSON or in an archive.</summary>
    Qio,

    /// <summary>A tour of TSPLIB.</summary>
    Tsp,
}
