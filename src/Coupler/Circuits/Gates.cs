using System.Collections.Immutable;

namespace Coupler.Circuits;

/// <summary>The words of a circuit: <c>using static Coupler.Circuits.Gates;</c>, then <c>[H(0), CX(0, 1), MeasureAll()]</c>.</summary>
public static class Gates
{
    /// <summary>Declares qubits; a circuit without this declaration has as many as its instructions name.</summary>
    public static QubitsInstruction Qubits(int count, string register = "q") => new(register, count);

    /// <summary>Declares a register of bits.</summary>
    public static BitsInstruction Bits(string register, int count) => new(register, count);

    public static GateInstruction H(int qubit) => new(GateTable.H, [], [qubit]);

    public static GateInstruction X(int qubit) => new(GateTable.X, [], [qubit]);

    public static GateInstruction RZ(Angle angle, int qubit) => new(GateTable.RZ, [angle], [qubit]);

    public static GateInstruction CX(int control, int target) => new(GateTable.CX, [], [control, target]);

    /// <summary>Measures a qubit into a bit of a declared register.</summary>
    public static MeasureInstruction Measure(int qubit, Bit bit) => new(qubit, bit);

    /// <summary>Measures a qubit into bit <paramref name="bit"/> of register <c>c</c>, which needs no declaration.</summary>
    public static MeasureInstruction Measure(int qubit, int bit) => new(qubit, new Bit("c", bit));

    /// <summary>Measures every qubit, qubit i into bit i of register <c>c</c>.</summary>
    public static MeasureAllInstruction MeasureAll() => new();

    public static ResetInstruction Reset(int qubit) => new(qubit);

    /// <summary>No qubits means all.</summary>
    public static BarrierInstruction Barrier(params ReadOnlySpan<int> qubits) => new([.. qubits]);

    public static IfInstruction If(Bit bit, params ReadOnlySpan<Instruction> then) =>
        new(new Condition([bit], Comparison.Equal, new BitString(1, 1)), [.. then], []);

    /// <summary>Runs the instructions where the register, read as an unsigned number, equals the value.</summary>
    public static IfInstruction If(BitsInstruction register, ulong value, params ReadOnlySpan<Instruction> then)
    {
        ArgumentNullException.ThrowIfNull(register);
        ImmutableArray<Bit> bits = [.. Enumerable.Range(0, register.Count).Select(i => register[i])];
        return new(new Condition(bits, Comparison.Equal, new BitString([value, .. new ulong[register.Count / 64]], register.Count)), [.. then], []);
    }
}
