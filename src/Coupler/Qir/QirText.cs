using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Coupler.Circuits;

namespace Coupler.Qir;

/// <summary>Writes the lines of one program.</summary>
internal sealed class QirText(StringBuilder text, Circuit circuit)
{
    private static readonly ImmutableArray<(Gate Gate, string Function)> Functions =
    [
        (GateTable.X, "x__body"), (GateTable.Y, "y__body"), (GateTable.Z, "z__body"), (GateTable.H, "h__body"),
        (GateTable.S, "s__body"), (GateTable.Sdg, "s__adj"), (GateTable.T, "t__body"), (GateTable.Tdg, "t__adj"),
        (GateTable.RX, "rx__body"), (GateTable.RY, "ry__body"), (GateTable.RZ, "rz__body"),
        (GateTable.CX, "cnot__body"), (GateTable.CZ, "cz__body"), (GateTable.Swap, "swap__body"), (GateTable.CCX, "ccx__body"),
    ];

    private static readonly GateSet Gates = new([.. Functions.Select(entry => entry.Gate)]);

    private readonly SortedSet<string> declared = new(StringComparer.Ordinal);

    /// <param name="measured">The bits that are output, in this order.</param>
    public void Write(int[] measured)
    {
        Line("%Qubit = type opaque");
        Line("%Result = type opaque");
        Line("");
        Line($"define void @{QirFormat.EntryPoint}() #0 {{");
        Line("entry:");
        foreach (var gate in Gates.Rewrite(circuit).OfType<GateInstruction>()) WriteGate(gate);
        Line("  br label %measurements");
        Line("");
        Line("measurements:");
        foreach (var measure in circuit.OfType<MeasureInstruction>())
        {
            var result = Array.IndexOf(measured, circuit.IndexOf(measure.Bit));
            Call("__quantum__qis__mz__body", " #1", ("%Qubit*", measure.Qubit), ("%Result* writeonly", result));
        }

        Line("  br label %output");
        Line("");
        Line("output:");
        Line($"  call void @__quantum__rt__array_record_output(i64 {measured.Length}, i8* null)");
        for (var i = 0; i < measured.Length; i++)
        {
            Line($"  call void @__quantum__rt__result_record_output({Pointer("%Result*", i)}, i8* null)");
        }

        Line("  ret void");
        Line("}");
        WriteEnd(measured.Length);
    }

    private void WriteGate(GateInstruction gate)
    {
        var function = "__quantum__qis__" + Functions.First(entry => entry.Gate == gate.Gate).Function;
        var angles = gate.Parameters.Select(angle => $"double {Exact(angle.Radians)}");
        var qubits = gate.Qubits.Select(qubit => Pointer("%Qubit*", qubit));
        Line($"  call void @{function}({string.Join(", ", angles.Concat(qubits))})");
        var types = gate.Parameters.Select(_ => "double").Concat(gate.Qubits.Select(_ => "%Qubit*"));
        declared.Add($"declare void @{function}({string.Join(", ", types)})");
    }

    private void Call(string function, string attributes, params ReadOnlySpan<(string Type, int Index)> arguments)
    {
        var written = new List<string>();
        foreach (var (type, index) in arguments) written.Add(Pointer(type, index));
        Line($"  call void @{function}({string.Join(", ", written)}){attributes}");
    }

    private void WriteEnd(int results)
    {
        Line("");
        foreach (var declaration in declared) Line(declaration);
        Line("declare void @__quantum__qis__mz__body(%Qubit*, %Result* writeonly) #1");
        Line("declare void @__quantum__rt__array_record_output(i64, i8*)");
        Line("declare void @__quantum__rt__result_record_output(%Result*, i8*)");
        Line("");
        Line(
            "attributes #0 = { \"entry_point\" \"output_labeling_schema\" \"qir_profiles\"=\"base_profile\" "
                + $"\"required_num_qubits\"=\"{circuit.QubitCount}\" \"required_num_results\"=\"{results}\" }}");
        Line("attributes #1 = { \"irreversible\" }");
        Line("");
        Line("!llvm.module.flags = !{!0, !1, !2, !3}");
        Line("!0 = !{i32 1, !\"qir_major_version\", i32 1}");
        Line("!1 = !{i32 7, !\"qir_minor_version\", i32 0}");
        Line("!2 = !{i32 1, !\"dynamic_qubit_management\", i1 false}");
        Line("!3 = !{i32 1, !\"dynamic_result_management\", i1 false}");
    }

    /// <summary>Qubits and results are pointers whose address is their number.</summary>
    private static string Pointer(string type, int index)
    {
        var star = type.IndexOf('*', StringComparison.Ordinal) + 1;
        var address = index == 0 ? "null" : string.Create(
            CultureInfo.InvariantCulture, $"inttoptr (i64 {index} to {type[..star]})");
        return $"{type} {address}";
    }

    /// <summary>The bits of the number: a decimal fraction would have to be one of those that a double is.</summary>
    private static string Exact(double value) => $"0x{BitConverter.DoubleToUInt64Bits(value):X16}";

    private void Line(string line) => text.Append(line).Append('\n');
}
