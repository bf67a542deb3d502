namespace Coupler.Cli.Options;

/// <summary>What a file has, where its words do not tell.</summary>
internal enum ProblemKind
{
    /// <summary>A graph in the format of rudy.</summary>
    MaxCut,
    Qubo,
    Ising,
    Pubo,
}
