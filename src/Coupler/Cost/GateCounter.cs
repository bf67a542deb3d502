using System.Collections.Immutable;
using Coupler.Circuits;

namespace Coupler.Cost;

/// <summary>
/// Counts what a shot of a circuit is billed for, at most: gates after decomposition, and of each condition the branch that
/// costs more.
/// </summary>
/// <param name="price">What a tally costs; decides which branch is the worse.</param>
internal sealed class GateCounter(string target, GateRules rules, Func<GateTally, decimal> price)
{
    /// <summary>An angle at which no gate is simpler than at others.</summary>
    private static readonly Angle Generic = 1.0;

    private static readonly GateTally Preparation = new(0, 0, 1);

    private readonly PlainGates plain = new(_ => true);
    private readonly HashSet<string> oneQubit = [.. rules.OneQubit];
    private readonly HashSet<string> twoQubit = [.. rules.TwoQubit];
    private readonly Dictionary<GateInstruction, GateTally> known = [];

    public GateTally Count(Circuit circuit) => new GateTally(0, 0, circuit.QubitCount) + Count(circuit.Instructions);

    private GateTally Count(ImmutableArray<Instruction> instructions)
    {
        var tally = new GateTally();
        foreach (var instruction in instructions) tally += Count(instruction);
        return tally;
    }

    private GateTally Count(Instruction instruction) => instruction switch
    {
        GateInstruction gate => CountOnce(Shape(gate)),
        MeasureInstruction or ResetInstruction => Preparation,
        IfInstruction branch => Worse(Count(branch.Then), Count(branch.Else)),
        _ => default,
    };

    private GateTally Worse(GateTally left, GateTally right) => price(left) >= price(right) ? left : right;

    /// <summary>Gates that count alike are one: which qubits they act on does not matter, nor does the angle.</summary>
    private static GateInstruction Shape(GateInstruction gate)
    {
        var first = gate.Controls.Length;
        return gate with
        {
            Parameters = [.. Enumerable.Repeat(Generic, gate.Parameters.Length)],
            Qubits = [.. Enumerable.Range(first, gate.Qubits.Length)],
            Controls = [.. gate.Controls.Select((control, index) => control with { Qubit = index })],
            Exponent = double.IsInteger(gate.Exponent) ? gate.Exponent : 0.5,
        };
    }

    private GateTally CountOnce(GateInstruction gate)
    {
        if (known.TryGetValue(gate, out var tally)) return tally;
        return known[gate] = CountNew(gate);
    }

    private GateTally CountNew(GateInstruction gate)
    {
        var qubits = gate.Controls.Length + gate.Qubits.Length;
        var acted = gate.Qubits.Length - gate.Gate.ControlCount;
        var isPlain = gate.Controls.IsEmpty && gate.Exponent == 1;
        var name = (gate.Gate.UpToPhase ?? gate.Gate).Name;
        if (qubits == 0) return default;
        if (qubits == 1) return new(isPlain && oneQubit.Contains(name) ? 1 : rules.OtherOneQubit, 0, 0);
        if (isPlain && (twoQubit.Contains(name) || gate.Gate.IsPrimitive)) return new(rules.OneQubitWithTwoQubit, 1, 0);
        if (rules.TwoQubitPerExtraQubit > 0 && qubits > 2 && acted <= 1)
        {
            return new(0, (decimal)rules.TwoQubitPerExtraQubit * (qubits - 2), 0);
        }

        var tally = new GateTally();
        foreach (var part in Parts(gate, isPlain)) tally += CountOnce(Shape(part));
        return tally;
    }

    private ImmutableArray<GateInstruction> Parts(GateInstruction gate, bool isPlain) => isPlain
        ? gate.Gate.Decompose(gate.Parameters, gate.Qubits)
        : plain.Expand(gate) ?? throw new CostUnknownException(
            target,
            $"nobody says what it charges for '{gate.Operation}'. Write it as gates that have at most "
                + $"{PlainGates.MostControls} controls and no fractional power on several qubits.");
}
