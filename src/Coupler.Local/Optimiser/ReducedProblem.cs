using Coupler.Circuits;
using Coupler.Problems;

namespace Coupler.Local.Optimiser;

/// <summary>What <see cref="Presolve"/> left of a problem, and how its values are made from the values of that.</summary>
/// <param name="eliminations">In the order in which they were made.</param>
/// <param name="components">Parts that have nothing to do with each other; spin i of one is spin <c>Spins[i]</c> of the
/// whole.</param>
internal sealed class ReducedProblem(
    int count, Elimination[] eliminations, IReadOnlyList<(Ising Problem, int[] Spins)> components)
{
    public IReadOnlyList<(Ising Problem, int[] Spins)> Components { get; } = components;

    /// <summary>The best values of the whole with these of the components.</summary>
    public BitString Expand(IReadOnlyList<BitString> values)
    {
        var signs = new int[count];
        for (var c = 0; c < values.Count; c++)
        {
            for (var i = 0; i < values[c].Length; i++) signs[Components[c].Spins[i]] = values[c][i] ? -1 : 1;
        }

        for (var e = eliminations.Length - 1; e >= 0; e--)
        {
            var field = eliminations[e].Field;
            foreach (var (spin, weight) in eliminations[e].Row) field += weight * signs[spin];
            signs[eliminations[e].Spin] = field > 0 ? -1 : 1;
        }

        return BitString.FromBits([.. signs.Select(sign => sign < 0)]);
    }
}
