using Coupler.Circuits;
using Coupler.Problems;

namespace Coupler.Conformance.Client;

/// <summary>A result in one line, for comparing what several processes got.</summary>
public static class Answer
{
    public static string Of(JobResult result) => result switch
    {
        CircuitResult circuit => string.Join(' ', circuit.Counts.OrderBy(pair => pair.Key).Select(Line)),
        ProblemResult problem => string.Join(' ', problem.Solutions.Select(solution => $"{solution.Values}:{solution.Cost}")),
        _ => throw new ArgumentException($"A {result?.GetType().Name} has no line.", nameof(result)),
    };

    private static string Line(KeyValuePair<BitString, int> count) => $"{count.Key}:{count.Value}";
}
