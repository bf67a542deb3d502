using System.Collections.Immutable;
using Coupler.Qasm.Syntax;

namespace Coupler.Qasm.Lowering;

/// <summary>Works out <c>ctrl @ negctrl @ inv @ pow @</c>.</summary>
internal sealed class GateModifiers(Evaluator evaluator)
{
    private SourceText Source => evaluator.Source;

    /// <summary>What modifiers do to a gate.</summary>
    /// <param name="Controls">Whether each control waits for a 1, in the order of the operands.</param>
    internal readonly record struct Modification(ImmutableArray<bool> Controls, double Exponent);

    /// <param name="operandCount">How many qubits follow: more controls there cannot be.</param>
    public Modification Work(ImmutableArray<Modifier> modifiers, int operandCount, Scope scope)
    {
        if (modifiers.IsEmpty) return new([], 1);
        var controls = ImmutableArray.CreateBuilder<bool>();
        var exponent = 1d;
        for (var i = modifiers.Length - 1; i >= 0; i--)
        {
            var modifier = modifiers[i];
            if (modifier.Kind == ModifierKind.Inverse) exponent = -exponent;
            else if (modifier.Kind == ModifierKind.Power) exponent = Power(Exponent(modifier, scope), exponent, modifier.Offset);
            else
            {
                controls.AddRange(
                    Enumerable.Repeat(modifier.Kind == ModifierKind.Control, Controls(modifier, operandCount, scope)));
            }
        }

        controls.Reverse();
        return new(controls.DrainToImmutable(), exponent);
    }

    /// <summary>
    /// The exponent of a power of a power. Eigenphases lie in (−π, π]; a fractional power takes them from there again, so
    /// it multiplies only where the first power left them there.
    /// </summary>
    public double Power(double outer, double inner, int offset) =>
        outer != Math.Round(outer) && inner is not (> -1 and <= 1) ? throw Source.Refused(offset, Refusals.FractionalPower)
        : double.IsFinite(outer * inner) ? outer * inner
        : throw Source.Error(offset, "This power is no finite number");

    private double Exponent(Modifier modifier, Scope scope)
    {
        var exponent = evaluator.ToAngle(modifier.Argument!, scope);
        return exponent.IsConstant ? exponent.Constant : throw Source.Refused(modifier.Offset, Refusals.NonlinearInput);
    }

    private int Controls(Modifier modifier, int operandCount, Scope scope)
    {
        if (modifier.Argument is null) return 1;
        var count = evaluator.Integer(modifier.Argument, scope);
        if (count < 1)
        {
            throw Source.Error(
                modifier.Offset, $"The number of controls is at least 1, not {Spelling.Shorten(count.ToString())}");
        }
        return count <= operandCount
            ? (int)count
            : throw Source.Error(
                modifier.Offset, $"{Spelling.Shorten(count.ToString())} controls need more qubits than the {operandCount} given");
    }
}
