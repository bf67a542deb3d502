using System.Collections.Immutable;
using System.Numerics;
using Coupler.Circuits;

namespace Coupler.Qasm.Lowering;

/// <summary>What an expression gives while the text is expanded to a circuit.</summary>
internal abstract record Value
{
    /// <summary>How a message names it.</summary>
    public abstract string Kind { get; }
}

/// <param name="Width">The bits of its type; 0 if it has none, as a literal.</param>
internal sealed record IntegerValue(BigInteger Number, int Width = 0) : Value
{
    public override string Kind => "an integer";
}

/// <summary>A real number or an angle; it may hold inputs that have no value yet.</summary>
internal sealed record RealValue(Angle Number) : Value
{
    public override string Kind => "a real number";
}

internal sealed record BooleanValue(bool Truth) : Value
{
    public override string Kind => "a truth value";
}

/// <summary>Bits that are known.</summary>
/// <param name="IsScalar">One bit, not a register of length one.</param>
internal sealed record BitsValue(BitString Bits, bool IsScalar) : Value
{
    public override string Kind => IsScalar ? "a bit" : $"a register of {Bits.Length} bits";
}

/// <summary>Bits that a measurement gives; read as an unsigned number.</summary>
internal sealed record MeasuredValue(ImmutableArray<Bit> Bits, bool IsScalar) : Value
{
    public override string Kind => IsScalar ? "a measured bit" : $"a register of {Bits.Length} measured bits";
}

/// <summary>A truth value that depends on measured bits.</summary>
internal sealed record ConditionValue(RuntimeCondition Condition) : Value
{
    public override string Kind => "a truth value that depends on measured bits";
}

internal sealed record QubitsValue(ImmutableArray<int> Qubits, bool IsScalar) : Value
{
    public override string Kind => IsScalar ? "a qubit" : $"a register of {Qubits.Length} qubits";
}
