using System.Collections.Immutable;
using Coupler.Problems;

namespace Coupler.Cli.Views;

/// <summary>The values of a solution, variable 0 first: bits as 0 and 1, spins as + and -.</summary>
internal static class AssignmentText
{
    /// <summary>Of more variables only these are shown.</summary>
    private const int MostVariables = 40;

    private const int Group = 10;

    /// <summary>Which variables are shown, and how to see the others.</summary>
    /// <param name="ids">What the file calls them; empty if 0, 1, 2 and so on.</param>
    public static string Variables(Problem problem, ImmutableArray<long> ids)
    {
        if (ids.IsEmpty) return Variables(problem);
        var shown = string.Join(", ", ids.Take(MostVariables));
        return ids.Length <= MostVariables
            ? $"variables {shown} of the file"
            : $"variables {shown}… of the file, {ids.Length:N0} in all; --format json has them";
    }

    private static string Variables(Problem problem) => problem.VariableCount <= MostVariables
        ? problem.VariableCount == 1 ? "variable 0" : $"variables 0 to {problem.VariableCount - 1}"
        : $"variables 0 to {MostVariables - 1} of {problem.VariableCount:N0}; --format json has all";

    /// <summary>In groups of ten: <c>0110100110 0101</c>.</summary>
    public static string Values(Problem problem, Solution solution)
    {
        var (zero, one) = problem.VariableKind == VariableKind.Spin ? ('+', '-') : ('0', '1');
        var shown = Enumerable.Range(0, Math.Min(problem.VariableCount, MostVariables))
            .Select(variable => solution[variable] ? one : zero);
        var groups = string.Join(' ', shown.Chunk(Group).Select(group => new string(group)));
        return problem.VariableCount > MostVariables ? groups + "…" : groups;
    }
}
