namespace Coupler.Problems.Qio;

/// <summary>Where in a JSON text something stands; line and column count from 1, columns in bytes.</summary>
internal readonly record struct JsonPlace(string? Path, int Line, int Column, long Byte)
{
    public ProblemSyntaxException Wrong(QioFault fault, string problem) => new(problem, Path, Line, Column, Byte, fault.Code());
}
