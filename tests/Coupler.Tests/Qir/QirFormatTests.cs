using System.Globalization;
using System.Text.RegularExpressions;
using Coupler.Circuits;
using Coupler.Qir;
using Coupler.Tests.Reference;
using Coupler.Tests.StateVector;
using CsCheck;
using static Coupler.Circuits.Gates;

namespace Coupler.Tests.Qir;

/// <summary>Programs of QIR, read back by the slowest reader there is: a line, a gate.</summary>
public sealed partial class QirFormatTests
{
    private const double Tolerance = 1e-9;

    private static readonly Dictionary<string, Gate> Functions = new()
    {
        ["x__body"] = GateTable.X,
        ["y__body"] = GateTable.Y,
        ["z__body"] = GateTable.Z,
        ["h__body"] = GateTable.H,
        ["s__body"] = GateTable.S,
        ["s__adj"] = GateTable.Sdg,
        ["t__body"] = GateTable.T,
        ["t__adj"] = GateTable.Tdg,
        ["rx__body"] = GateTable.RX,
        ["ry__body"] = GateTable.RY,
        ["rz__body"] = GateTable.RZ,
        ["cnot__body"] = GateTable.CX,
        ["cz__body"] = GateTable.CZ,
        ["swap__body"] = GateTable.Swap,
        ["ccx__body"] = GateTable.CCX,
    };

    [Fact]
    public void A_program_has_the_form_of_the_base_profile()
    {
        var text = QirFormat.Write([H(0), CX(0, 1), RZ(0.5, 1), MeasureAll()]);

        string[] expected =
        [
            "%Qubit = type opaque", "%Result = type opaque", "define void @ENTRYPOINT__main() #0 {", "entry:",
            "call void @__quantum__qis__h__body(%Qubit* null)",
            "call void @__quantum__qis__cnot__body(%Qubit* null, %Qubit* inttoptr (i64 1 to %Qubit*))",
            "call void @__quantum__qis__rz__body(double 0x3FE0000000000000, %Qubit* inttoptr (i64 1 to %Qubit*))",
            "br label %measurements", "measurements:",
            "call void @__quantum__qis__mz__body(%Qubit* null, %Result* writeonly null) #1",
            "call void @__quantum__qis__mz__body(%Qubit* inttoptr (i64 1 to %Qubit*), "
                + "%Result* writeonly inttoptr (i64 1 to %Result*)) #1",
            "br label %output", "output:",
            "call void @__quantum__rt__array_record_output(i64 2, i8* null)",
            "call void @__quantum__rt__result_record_output(%Result* null, i8* null)",
            "call void @__quantum__rt__result_record_output(%Result* inttoptr (i64 1 to %Result*), i8* null)",
            "ret void", "}",
        ];
        var lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        Assert.Equal(expected, lines.Take(expected.Length));
        Assert.Contains("\"qir_profiles\"=\"base_profile\" \"required_num_qubits\"=\"2\" \"required_num_results\"=\"2\"", text,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_program_is_the_circuit_it_was_made_of() => RandomCircuits.Unitary(1, 4, 4).Sample(circuit =>
    {
        Circuit measured = [.. circuit, MeasureAll()];
        string text;
        try
        {
            text = QirFormat.Write(measured);
        }
        catch (ArgumentException)
        {
            // A fractional power on several qubits has no form without modifiers.
            return;
        }

        var expected = DenseSimulator.StateOf(circuit);
        var found = DenseSimulator.StateOf([Qubits(circuit.QubitCount), .. GatesOf(text)]);
        var overlap = expected.Zip(found, (one, other) => System.Numerics.Complex.Conjugate(one) * other)
            .Aggregate((sum, term) => sum + term).Magnitude;
        Assert.True(Math.Abs(overlap - 1) < Tolerance, text);
    }, iter: 200);

    [Fact]
    public void Bits_are_output_in_the_circuit_s_order_whatever_the_order_of_the_measurements()
    {
        var a = Bits("a", 3);
        var b = Bits("b", 1);
        Circuit circuit = [Qubits(3), a, b, Measure(0, b[0]), Measure(1, a[2]), Measure(2, a[0])];

        Assert.Equal([0, 2, 3], QirFormat.MeasuredBits(circuit));
        var results = Measurement().Matches(QirFormat.Write(circuit))
            .Select(match => (Number(match.Groups["qubit"].Value), Number(match.Groups["result"].Value)));
        Assert.Equal([(0, 2), (1, 1), (2, 0)], results);
    }

    [Theory]
    [InlineData("late", "the circuit has 'x 0'")]
    [InlineData("twice", "the circuit has 'measure 0 -> c[1]'")]
    [InlineData("reset", "the circuit has 'reset 0'")]
    [InlineData("none", "the circuit measures nothing")]
    [InlineData("same", "measures two qubits into one bit")]
    public void What_is_beyond_the_base_profile_is_named(string what, string reason)
    {
        Circuit circuit = what switch
        {
            "late" => [H(0), Measure(0, 0), X(0)],
            "twice" => [H(0), Measure(0, 0), Measure(0, 1)],
            "reset" => [H(0), Reset(0), Measure(0, 0)],
            "none" => [H(0)],
            _ => [H(0), Measure(0, 0), Measure(1, 0)],
        };

        var error = Assert.Throws<ArgumentException>(() => QirFormat.Write(circuit));

        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
    }

    private static IEnumerable<GateInstruction> GatesOf(string text) =>
        from call in GateCall().Matches(text)
        where Functions.ContainsKey(call.Groups["function"].Value)
        let arguments = call.Groups["arguments"].Value.Split(", ")
        select new GateInstruction(
            Functions[call.Groups["function"].Value],
            [.. arguments.Where(argument => argument.StartsWith("double", StringComparison.Ordinal)).Select(AngleOf)],
            [.. arguments.Where(argument => argument.StartsWith("%Qubit", StringComparison.Ordinal)).Select(Number)]);

    private static Angle AngleOf(string argument) => BitConverter.UInt64BitsToDouble(
        ulong.Parse(argument["double 0x".Length..], NumberStyles.HexNumber, CultureInfo.InvariantCulture));

    private static int Number(string pointer) => pointer.EndsWith("null", StringComparison.Ordinal)
        ? 0
        : int.Parse(Address().Match(pointer).Groups[1].Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"call void @__quantum__qis__(?<function>\w+)\((?<arguments>[^#\n]*)\)\n")]
    private static partial Regex GateCall();

    [GeneratedRegex(
        @"mz__body\((?<qubit>%Qubit\* (null|inttoptr \([^)]*\))), (?<result>%Result\* writeonly (null|inttoptr \([^)]*\)))\)")]
    private static partial Regex Measurement();

    [GeneratedRegex(@"i64 (\d+)")]
    private static partial Regex Address();
}
