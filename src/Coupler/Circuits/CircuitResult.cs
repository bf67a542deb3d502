using System.Collections.Immutable;

namespace Coupler.Circuits;

/// <summary>
/// What a circuit gave. A key of <see cref="Counts"/> holds the bits of all registers, the first declared one rightmost;
/// bits that no measurement wrote are 0.
/// </summary>
public sealed record CircuitResult : JobResult
{
    /// <summary>The registers of bits, in the order of their declarations.</summary>
    public required ImmutableArray<Register> Registers { get; init; }

    /// <summary>The outcomes that were seen, each once; <see cref="ShotOrder"/> counts in this list.</summary>
    public required ImmutableArray<BitString> Outcomes { get; init; }

    /// <summary>
    /// For each shot, in the order they were taken, its place in <see cref="Outcomes"/>. Empty where a place gives no order.
    /// </summary>
    public ImmutableArray<int> ShotOrder { get; init; } = [];

    /// <summary>How often each outcome came. Empty if the circuit measures nothing.</summary>
    public required IReadOnlyDictionary<BitString, int> Counts { get; init; }

    /// <summary>
    /// Exact probabilities, if they were asked for or the circuit measures nothing: of the bits if it measures at its end only,
    /// of
    /// all qubits (qubit 0 rightmost) if it measures nothing. Null where the target cannot know them. Outcomes of probability 0
    /// are
    /// left out.
    /// </summary>
    public IReadOnlyDictionary<BitString, double>? Probabilities { get; init; }

    /// <summary>How many shots were taken: the sum of all counts.</summary>
    public int Shots => Counts.Values.Sum();

    /// <summary>The outcomes shot by shot.</summary>
    public IEnumerable<BitString> ShotsInOrder => ShotOrder.Select(index => Outcomes[index]);

    /// <summary>How often each value of one register came, whatever the others were.</summary>
    /// <exception cref="ArgumentException">The circuit has no such register.</exception>
    public IReadOnlyDictionary<BitString, int> CountsOf(string register)
    {
        var found = Registers.FirstOrDefault(candidate => candidate.Name == register)
            ?? throw new ArgumentException(
                $"The circuit has no register '{register}'; it has {string.Join(", ", Registers.Select(r => r.Name))}.",
                nameof(register));
        return Counts.GroupBy(pair => pair.Key.Slice(found.Offset, found.Size), pair => pair.Value)
            .ToDictionary(group => group.Key, group => group.Sum());
    }
}
