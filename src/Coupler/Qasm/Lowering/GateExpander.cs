using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Coupler.Circuits;
using Coupler.Qasm.Syntax;

namespace Coupler.Qasm.Lowering;

/// <summary>Applies gates: what the text defines is expanded until only gates of the table are left.</summary>
internal sealed class GateExpander(Evaluator evaluator, GateModifiers modifiers, InstructionSink sink)
{
    /// <summary>A gate of one qubit takes no step for it.</summary>
    private const int QubitsPerStep = 2;

    private readonly InstructionPool pool = new();

    private SourceText Source => evaluator.Source;

    private Budget Budget => evaluator.Budget;

    /// <summary>What a gate is applied to, and under which controls.</summary>
    /// <param name="Offset">The line of the program that a mistake or a limit is reported at.</param>
    internal readonly record struct Use(
        ImmutableArray<Angle> Angles, ImmutableArray<int> Qubits, ImmutableArray<Control> Controls, int Offset);

    /// <param name="use">Its qubits: those of the modifiers' controls first, then the gate's own.</param>
    public void Apply(Callee gate, GateModifiers.Modification modification, Use use)
    {
        if (!modification.Controls.IsEmpty)
        {
            var added = modification.Controls.Select((whenOne, i) => new Control(use.Qubits[i], whenOne));
            use = use with { Controls = [.. use.Controls, .. added], Qubits = use.Qubits[modification.Controls.Length..] };
        }

        Budget.Step(use.Offset, (use.Qubits.Length + use.Controls.Length) / QubitsPerStep);
        var exponent = modification.Exponent;
        if (gate.Table is { } table)
        {
            var instruction = new GateInstruction(table, use.Angles, use.Qubits) { Controls = use.Controls, Exponent = exponent };
            sink.Add(pool.Kept(instruction), use.Offset);
        }
        else if (exponent == Math.Round(exponent))
        {
            Repeat(gate.Defined!, exponent, use);
        }
        else
        {
            Raise(gate.Defined!, exponent, use);
        }
    }

    /// <summary>What one application of the gate gives, without applying it.</summary>
    public ImmutableArray<Instruction> Preview(DefinedGate gate, ImmutableArray<Angle> angles, ImmutableArray<int> qubits) =>
        sink.Collect(() => Expand(gate, new(angles, qubits, [], gate.Offset), isInverse: false)).Instructions;

    /// <summary>A whole power is a repetition, of the inverse if it is negative.</summary>
    private void Repeat(DefinedGate gate, double power, Use use)
    {
        var times = (long)Math.Min(Math.Abs(power), long.MaxValue / 4);
        Budget.Foresee(use.Offset, gate.Name, Product(times, gate.Instructions));
        Budget.Foresee(use.Offset, Product(times, gate.Work));
        Budget.Enter(use.Offset, Budget.BlockLevels);
        for (var i = 0L; i < times; i++) Expand(gate, use, isInverse: power < 0);
        Budget.Leave(Budget.BlockLevels);
    }

    private void Expand(DefinedGate gate, Use use, bool isInverse)
    {
        for (var i = 0; i < use.Angles.Length; i++) gate.Parameters[i].Value = new RealValue(use.Angles[i]);
        var steps = gate.Steps;
        Budget.Step(use.Offset, steps.Length + 1);
        for (var i = 0; i < steps.Length; i++)
        {
            var step = steps[isInverse ? steps.Length - 1 - i : i];
            var qubits = Picked(use.Qubits, step.Qubits);
            if (step.Gate is not { } inner)
            {
                Budget.Step(use.Offset, qubits.Length / QubitsPerStep);
                sink.Add(new BarrierInstruction(qubits), use.Offset);
                continue;
            }

            var angles = evaluator.ToAngles(step.Arguments, step.Scope);
            var modification = modifiers.Work(step.Modifiers, qubits.Length, step.Scope);
            if (isInverse) modification = modification with { Exponent = -modification.Exponent };
            Apply(inner, modification, use with { Angles = angles, Qubits = qubits });
        }
    }

    /// <summary>A fractional power of a definition that is one gate only.</summary>
    private void Raise(DefinedGate gate, double power, Use use)
    {
        if (gate.Instructions == 0) return;
        if (gate.Instructions != 1) throw Source.Refused(use.Offset, Refusals.FractionalPower);
        var branch = sink.Collect(() => Expand(gate, use, isInverse: false));
        if (branch.Instructions is not [GateInstruction single]) throw Source.Refused(use.Offset, Refusals.FractionalPower);
        sink.Add(single with { Exponent = modifiers.Power(power, single.Exponent, use.Offset) }, use.Offset);
    }

    private static ImmutableArray<int> Picked(ImmutableArray<int> qubits, ImmutableArray<int> indices)
    {
        var picked = new int[indices.Length];
        for (var i = 0; i < picked.Length; i++) picked[i] = qubits[indices[i]];
        return ImmutableCollectionsMarshal.AsImmutableArray(picked);
    }

    private static long Product(long left, long right) =>
        left == 0 || right <= long.MaxValue / 4 / left ? left * right : long.MaxValue / 4;
}
