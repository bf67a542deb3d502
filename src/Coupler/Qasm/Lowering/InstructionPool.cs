using System.Runtime.CompilerServices;
using Coupler.Circuits;

namespace Coupler.Qasm.Lowering;

/// <summary>
/// Keeps one object of equal gate instructions, as long as its place in the pool is not taken by another. Large circuits repeat
/// few instructions often, and what is not kept twice need not be collected either.
/// </summary>
internal sealed class InstructionPool
{
    private const int Size = 1 << 12;

    private readonly GateInstruction?[] recent = new GateInstruction?[Size];

    public GateInstruction Kept(GateInstruction instruction)
    {
        ref var place = ref recent[Place(instruction)];
        if (place is not null && place.Equals(instruction)) return place;
        return place = instruction;
    }

    private static int Place(GateInstruction instruction)
    {
        var hash = RuntimeHelpers.GetHashCode(instruction.Gate);
        foreach (var qubit in instruction.Qubits) hash = (hash * 31) + qubit;
        foreach (var angle in instruction.Parameters) hash = (hash * 31) + angle.Constant.GetHashCode();
        return (hash ^ (hash >> 16)) & (Size - 1);
    }
}
