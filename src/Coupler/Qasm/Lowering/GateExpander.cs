using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Coupler.Circuits;
using Coupler.Qasm.Syntax;

namespace Coupler.Qasm.Lowering;

/// <summary>Applies gates: what the text defines is expanded until only gates of the table are left.</summary>
internal sealed class GateExpander(Evaluator evaluator, GateModifiers modifiers, InstructionSink sink)
{
    private readonly InstructionPool pool = new();

    private SourceText Source => evaluator.Source;

    private Budget Budget => evaluator.Budget;

    /// <summary>Applies a gate to qubits: those of the controls first, then the gate's own.</summary>
    public void Apply(
        Callee gate, ImmutableArray<Angle> arguments, ImmutableArray<int> qubits, GateModifiers.Modification modification, int offset) =>
        Apply(gate, arguments, qubits, modification, [], 1, offset);

    private void Apply(
        Callee gate,
        ImmutableArray<Angle> arguments,
        ImmutableArray<int> qubits,
        GateModifiers.Modification modification,
        ImmutableArray<Control> outerControls,
        int direction,
        int offset)
    {
        var controls = outerControls;
        if (!modification.Controls.IsEmpty)
        {
            var count = modification.Controls.Length;
            controls = [.. outerControls, .. Enumerable.Range(0, count).Select(i => new Control(qubits[i], modification.Controls[i]))];
            qubits = qubits[count..];
        }

        var exponent = direction * modification.Exponent;
        if (gate.Table is { } table)
        {
            sink.Add(pool.Make(table, arguments, qubits, controls, exponent), offset);
        }
        else if (exponent == Math.Round(exponent))
        {
            Repeat(gate.Defined!, arguments, qubits, controls, exponent, offset);
        }
        else
        {
            Raise(gate.Defined!, arguments, qubits, controls, exponent, offset);
        }
    }

    /// <summary>A whole power is a repetition, of the inverse if it is negative.</summary>
    private void Repeat(
        DefinedGate gate, ImmutableArray<Angle> arguments, ImmutableArray<int> qubits, ImmutableArray<Control> controls, double power, int offset)
    {
        var times = (long)Math.Min(Math.Abs(power), long.MaxValue / 4);
        Budget.Foresee(offset, gate.Name, Product(times, gate.Instructions));
        Budget.Foresee(offset, Product(times, gate.Work));
        Budget.Enter(offset, Budget.BlockLevels);
        for (var i = 0L; i < times; i++) Expand(gate, arguments, qubits, controls, power < 0 ? -1 : 1, offset);
        Budget.Leave(Budget.BlockLevels);
    }

    private void Expand(
        DefinedGate gate, ImmutableArray<Angle> arguments, ImmutableArray<int> qubits, ImmutableArray<Control> controls, int direction, int offset)
    {
        for (var i = 0; i < arguments.Length; i++) gate.Parameters[i].Value = new RealValue(arguments[i]);
        var steps = gate.Steps;
        Budget.Step(offset, steps.Length + 1);
        for (var i = 0; i < steps.Length; i++)
        {
            var step = steps[direction > 0 ? i : steps.Length - 1 - i];
            var operands = Picked(qubits, step.Qubits);
            if (step.Gate is not { } inner)
            {
                sink.Add(new BarrierInstruction(operands), offset);
                continue;
            }

            var angles = evaluator.ToAngles(step.Arguments, step.Scope);
            Apply(inner, angles, operands, modifiers.Work(step.Modifiers, operands.Length, step.Scope), controls, direction, offset);
        }
    }

    /// <summary>A fractional power of a definition that is one gate only.</summary>
    private void Raise(
        DefinedGate gate, ImmutableArray<Angle> arguments, ImmutableArray<int> qubits, ImmutableArray<Control> controls, double power, int offset)
    {
        if (gate.Instructions != 1) throw Source.Refused(offset, Refusals.FractionalPower);
        var branch = sink.Collect(() => Expand(gate, arguments, qubits, controls, 1, offset));
        if (branch.Instructions is not [GateInstruction single]) throw Source.Refused(offset, Refusals.FractionalPower);
        sink.Add(single with { Exponent = modifiers.Power(power, single.Exponent, offset) }, offset);
    }

    private static ImmutableArray<int> Picked(ImmutableArray<int> qubits, ImmutableArray<int> indices)
    {
        var picked = new int[indices.Length];
        for (var i = 0; i < picked.Length; i++) picked[i] = qubits[indices[i]];
        return ImmutableCollectionsMarshal.AsImmutableArray(picked);
    }

    private static long Product(long left, long right) => left == 0 || right <= long.MaxValue / 4 / left ? left * right : long.MaxValue / 4;
}
