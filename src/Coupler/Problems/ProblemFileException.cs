using System.Collections.Immutable;

namespace Coupler.Problems;

/// <summary>
/// A file of a problem is not read, although it may be a good one: its format is in doubt, it has several problems, or more nodes
/// than are solved. The message says what to do.
/// </summary>
public sealed class ProblemFileException : FormatException
{
    internal ProblemFileException(string path, string problem, params ImmutableArray<ProblemFileFormat> candidates)
        : base($"{path}: {problem}")
    {
        Path = path;
        Candidates = candidates;
    }

    public string Path { get; }

    /// <summary>The formats that it may have; empty if the format is known, or none would do.</summary>
    public ImmutableArray<ProblemFileFormat> Candidates { get; }
}
