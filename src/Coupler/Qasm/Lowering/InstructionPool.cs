using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Coupler.Circuits;

namespace Coupler.Qasm.Lowering;

/// <summary>
/// Makes gate instructions; equal ones become the same object as long as their place in the pool is not taken by another.
/// Large circuits repeat few instructions often, and what is not kept twice need not be collected either.
/// </summary>
internal sealed class InstructionPool
{
    private const int Size = 1 << 12;

    private readonly GateInstruction?[] recent = new GateInstruction?[Size];

    public GateInstruction Make(
        Gate gate, ImmutableArray<Angle> parameters, ImmutableArray<int> qubits, ImmutableArray<Control> controls, double exponent)
    {
        ref var place = ref recent[Place(gate, parameters, qubits)];
        if (place is null || !Equals(place, gate, parameters, qubits, controls, exponent))
        {
            place = new GateInstruction(gate, parameters, qubits) { Controls = controls, Exponent = exponent };
        }

        return place;
    }

    private static int Place(Gate gate, ImmutableArray<Angle> parameters, ImmutableArray<int> qubits)
    {
        var hash = RuntimeHelpers.GetHashCode(gate);
        foreach (var qubit in qubits) hash = (hash * 31) + qubit;
        foreach (var angle in parameters) hash = (hash * 31) + angle.Constant.GetHashCode();
        return (hash ^ (hash >> 16)) & (Size - 1);
    }

    private static bool Equals(
        GateInstruction made, Gate gate, ImmutableArray<Angle> parameters, ImmutableArray<int> qubits, ImmutableArray<Control> controls, double exponent) =>
        made.Gate == gate && made.Exponent.Equals(exponent) && made.Qubits.AsSpan().SequenceEqual(qubits.AsSpan())
        && made.Parameters.AsSpan().SequenceEqual(parameters.AsSpan()) && made.Controls.AsSpan().SequenceEqual(controls.AsSpan());
}
