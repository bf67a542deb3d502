using System.Collections.Immutable;

namespace Coupler.Cost;

/// <summary>What a provider bills as one gate; any other is counted as what the gate table makes of it.</summary>
internal sealed record GateRules
{
    /// <summary>Gates of the table on one qubit that count once.</summary>
    public required ImmutableArray<string> OneQubit { get; init; }

    /// <summary>How many gates any other gate on one qubit counts as.</summary>
    public required int OtherOneQubit { get; init; }

    /// <summary>Gates of the table on two qubits that count once.</summary>
    public required ImmutableArray<string> TwoQubit { get; init; }

    /// <summary>How many gates on one qubit are counted with each on two.</summary>
    public int OneQubitWithTwoQubit { get; init; }

    /// <summary>
    /// A gate with two or more controls on N qubits counts as this many times N − 2 gates on two qubits. 0: it is decomposed.
    /// </summary>
    public int TwoQubitPerExtraQubit { get; init; }
}
