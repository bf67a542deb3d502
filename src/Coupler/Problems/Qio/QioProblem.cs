using System.Collections.Immutable;
using Coupler.Circuits;

namespace Coupler.Problems.Qio;

/// <summary>A problem as Azure Quantum's optimisation service took it, with what a file says beside it.</summary>
/// <param name="Problem">A <see cref="Pubo"/> or an <see cref="Ising"/>; of a <see cref="Qubo"/> a PUBO is written.</param>
/// <param name="Name">From the file's metadata; null if it has none.</param>
/// <param name="InitialConfiguration">Where a solver begins; as long as the problem has variables.</param>
public sealed record QioProblem(Problem Problem, string? Name = null, BitString? InitialConfiguration = null)
{
    /// <summary>
    /// The ids of the variables in the file, in ascending order: variable i is number i of them. Empty if that is i itself.
    /// </summary>
    public ImmutableArray<long> Ids { get; init; } = [];

    /// <summary>What the file calls a variable.</summary>
    public long IdOf(int variable) => Ids.IsDefaultOrEmpty ? variable : Ids[variable];

    /// <exception cref="ArgumentException">Ids or initial configuration do not fit the problem.</exception>
    internal void Check()
    {
        if (Problem.Terms.IsEmpty && Problem.Squares.IsEmpty) throw new ArgumentException("The problem has no term.");
        if (InitialConfiguration is { } values && values.Length != Problem.VariableCount)
        {
            throw new ArgumentException(
                $"The initial configuration has {values.Length} values for {Problem.VariableCount} variables.");
        }

        if (Ids.IsDefaultOrEmpty) return;
        if (Ids.Length != Problem.VariableCount || Ids.Any(id => id < 0) || Ids.Distinct().Count() != Ids.Length)
        {
            throw new ArgumentException("The ids are not one for each variable, different and not negative.");
        }
    }

    /// <summary>A value as the format has it: 0 or 1 of a bit, 1 or −1 of a spin.</summary>
    internal int ValueOf(BitString values, int variable) =>
        Problem.VariableKind == VariableKind.Bit ? (values[variable] ? 1 : 0) : values[variable] ? -1 : 1;

    /// <summary>The bit that stands for a value, if the value is one of the variables' kind.</summary>
    internal static bool? BitOf(VariableKind kind, long value) => (kind, value) switch
    {
        (VariableKind.Bit, 0) or (VariableKind.Spin, 1) => false,
        (VariableKind.Bit, 1) or (VariableKind.Spin, -1) => true,
        _ => null,
    };

    /// <summary>Variables that no term names: a file has room for them only in a term of weight 0.</summary>
    internal IEnumerable<int> Unnamed()
    {
        var isNamed = new bool[Problem.VariableCount];
        foreach (var term in Problem.Terms.Concat(Problem.Squares.SelectMany(square => square.Terms)))
        {
            for (var i = 0; i < term.Degree; i++) isNamed[term[i]] = true;
        }

        return Enumerable.Range(0, isNamed.Length).Where(variable => !isNamed[variable]);
    }
}
