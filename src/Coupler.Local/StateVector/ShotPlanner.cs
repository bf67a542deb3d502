using System.Collections.Immutable;
using Coupler.Circuits;

namespace Coupler.Local.StateVector;

/// <summary>
/// Makes a <see cref="ShotPlan"/> in three passes: instructions become steps, branches become jumps; measurements and resets
/// that split nothing are put off or left out; runs of gates are joined.
/// </summary>
internal sealed class ShotPlanner
{
    private readonly Circuit circuit;
    private readonly CancellationToken cancellationToken;

    /// <summary>One gate a step at first; null where a step was left out, so that jumps keep their targets.</summary>
    private readonly List<ShotStep?> steps;

    /// <summary>The qubits of the gates that are joined so far.</summary>
    private ulong touched;

    public ShotPlanner(Circuit circuit, CancellationToken cancellationToken)
    {
        this.circuit = circuit;
        this.cancellationToken = cancellationToken;
        steps = new(circuit.Count);
        Flatten(circuit.Instructions);
        MeasuresNothing = !steps.Any(step => step is ShotStep.Measure);
    }

    public bool MeasuresNothing { get; }

    public ImmutableArray<ShotStep> Plan()
    {
        PutOffMeasurements();
        LeaveOutFirstResets();
        return Joined();
    }

    private void Flatten(ImmutableArray<Instruction> instructions)
    {
        foreach (var instruction in instructions)
        {
            cancellationToken.ThrowIfCancellationRequested();
            switch (instruction)
            {
                case GateInstruction gate:
                    steps.Add(new ShotStep.Gates([GateLowering.Of(gate)], 1));
                    break;
                case MeasureInstruction measure:
                    steps.Add(new ShotStep.Measure(measure.Qubit, circuit.IndexOf(measure.Bit)));
                    break;
                case ResetInstruction reset:
                    steps.Add(new ShotStep.Reset(reset.Qubit));
                    break;
                case IfInstruction choice:
                    Flatten(choice);
                    break;
                case QubitsInstruction or BitsInstruction or BarrierInstruction:
                    break;
                default:
                    throw new InvalidOperationException($"The state vector does not know the instruction {instruction}.");
            }
        }
    }

    private void Flatten(IfInstruction choice)
    {
        var unless = steps.Count;
        steps.Add(null);
        Flatten(choice.Then);
        var end = steps.Count;
        if (!choice.Else.IsEmpty)
        {
            steps.Add(null);
            Flatten(choice.Else);
            steps[end++] = new ShotStep.Jump(steps.Count);
        }

        steps[unless] = new ShotStep.Unless(choice.Condition, [.. choice.Condition.Bits.Select(circuit.IndexOf)], end);
    }

    /// <summary>
    /// A measurement is put off if no later step disturbs its qubit or asks for its bit; a reset is left out if no later step
    /// uses its qubit. A step in a branch that will not be taken counts as a later one too: that can only keep what could go.
    /// </summary>
    private void PutOffMeasurements()
    {
        var (used, disturbed) = (MeasuresNothing ? ulong.MaxValue : 0, 0UL);
        var asked = new HashSet<int>();
        for (var i = steps.Count - 1; i >= 0; i--)
        {
            if (steps[i] is ShotStep.Measure measure)
            {
                var splits = Has(disturbed, measure.Qubit) || asked.Contains(measure.Bit);
                if (!splits) steps[i] = new ShotStep.Defer(measure.Qubit, measure.Bit);
                used |= 1UL << measure.Qubit;
            }
            else if (steps[i] is ShotStep.Reset reset)
            {
                if (!Has(used, reset.Qubit)) steps[i] = null;
                disturbed |= 1UL << reset.Qubit;
            }
            else if (steps[i] is ShotStep.Gates { Operators: [var gate] })
            {
                used |= gate.Support;
                disturbed |= gate.IsDiagonal ? 0 : gate.Support & ~gate.Controls;
            }
            else if (steps[i] is ShotStep.Unless unless)
            {
                asked.UnionWith(unless.Bits);
            }
        }
    }

    /// <summary>A qubit that no gate has touched yet is in |0⟩ already.</summary>
    private void LeaveOutFirstResets()
    {
        var touched = 0UL;
        for (var i = 0; i < steps.Count; i++)
        {
            if (steps[i] is ShotStep.Gates { Operators: [var gate] }) touched |= gate.Support;
            else if (steps[i] is ShotStep.Reset reset && !Has(touched, reset.Qubit)) steps[i] = null;
        }
    }

    /// <summary>Gates are joined as far as the next step that looks at the state, or that a jump leads to.</summary>
    private ImmutableArray<ShotStep> Joined()
    {
        var joined = ImmutableArray.CreateBuilder<ShotStep>();
        var fusion = new GateFusion(circuit.QubitCount);
        var isTarget = new bool[steps.Count + 1];
        foreach (var step in steps) isTarget[TargetOf(step)] = true;
        var moved = new int[steps.Count + 1];
        for (var i = 0; i < steps.Count; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (isTarget[i]) Flush(fusion, joined);
            moved[i] = joined.Count;
            if (steps[i] is ShotStep.Gates { Operators: [var gate] })
            {
                fusion.Add(gate);
                continue;
            }

            if (steps[i] is { } step and not ShotStep.Defer) Flush(fusion, joined);
            if (steps[i] is { } other) joined.Add(other);
        }

        Flush(fusion, joined);
        moved[^1] = joined.Count;
        return [.. joined.Select(step => step switch
        {
            ShotStep.Unless unless => unless with { Target = moved[unless.Target] },
            ShotStep.Jump jump => new ShotStep.Jump(moved[jump.Target]),
            _ => step,
        })];
    }

    private void Flush(GateFusion fusion, ImmutableArray<ShotStep>.Builder joined)
    {
        var (operators, phase) = fusion.Finish();
        if (operators.IsEmpty && phase == 1) return;
        joined.Add(new ShotStep.Gates([.. operators.Select(OnTouchedQubits)], phase));
    }

    /// <summary>
    /// The amplitudes in which a qubit is 1 that nothing has touched yet are 0, so there is no need to look at them: as if the
    /// gate were controlled by that qubit's being 0.
    /// </summary>
    private QubitOperator OnTouchedQubits(QubitOperator gate)
    {
        touched |= gate.Support;
        var untouched = ((1UL << circuit.QubitCount) - 1) & ~touched;
        return gate.ControlledBy(gate.Controls | untouched, gate.ControlValues);
    }

    /// <summary>Where a step jumps to; for one that does not jump the start, which is nobody's target.</summary>
    private static int TargetOf(ShotStep? step) => step switch
    {
        ShotStep.Unless unless => unless.Target,
        ShotStep.Jump jump => jump.Target,
        _ => 0,
    };

    private static bool Has(ulong mask, int qubit) => (mask >> qubit & 1) != 0;
}
