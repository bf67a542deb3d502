using System.Text;
using Coupler.Circuits;
using CsCheck;
using static Coupler.Circuits.Gates;

namespace Coupler.Tests.Circuits;

public class CircuitFormatTests
{
    [Fact]
    public void What_is_written_is_read_back() =>
        CircuitGen.Circuits.Sample(circuit => Assert.Equal(circuit, ThroughBytes(circuit)));

    [Fact]
    public void The_format_is_what_its_page_says()
    {
        var theta = new Parameter("theta");
        var (a, b) = (Bits("a", 1), Bits("b", 2));
        Circuit circuit =
        [
            Qubits(3, "r"), a, b, H(0), RZ((2 * theta) - 0.25, 1), X(2).Controlled(new Control(0, WhenOne: false)).Power(0.5),
            Measure(1, b[1]), Reset(0), Barrier(), If(b, 2, X(0)),
            new IfInstruction(new([a[0]], Comparison.Less, BitString.Parse("1")), [], [Y(1)]),
        ];
        const string Expected =
            """
            {"instructions":[{"qubits":3,"register":"r"},{"bits":1,"register":"a"},{"bits":2,"register":"b"},
            {"gate":"h","on":[0]},{"gate":"rz","on":[1],"angles":[[-0.25,"theta",2]]},
            {"gate":"x","on":[2],"power":0.5,"controls":[[0,0]]},{"measure":1,"bit":["b",1]},{"reset":0},{"barrier":[]},
            {"if":[["b",0],["b",1]],"is":"==","value":"10","then":[{"gate":"x","on":[0]}]},
            {"if":[["a",0]],"is":"\u003C","value":"1","then":[],"else":[{"gate":"y","on":[1]}]}]}
            """;
        Assert.Equal(Expected.Replace("\n", "", StringComparison.Ordinal),
            Encoding.UTF8.GetString(circuit.ToPayload().Content.Span));
    }

    [Fact]
    public void A_circuit_as_any_workload_comes_back_from_its_payload()
    {
        Circuit bell = [H(0), CX(0, 1), MeasureAll()];
        Assert.Equal(bell, Workload.FromPayload(bell.ToPayload().Detached()));
    }

    [Fact]
    public void The_digits_of_an_angle_are_exact() => Gen.Double.Where(double.IsFinite).Sample(value =>
        Assert.Equal(value, ((GateInstruction)ThroughBytes([RX(value, 0)])[0]).Parameters[0].Constant));

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("{\"instructions\":null}")]
    [InlineData("{\"instructions\":[{}]}")]
    [InlineData("{\"instructions\":[{\"gate\":\"h\",\"on\":[0]}]} ")]
    [InlineData("{\"instructions\":[{\"gate\":\"h\",\"on\":[0]}],\"more\":1}")]
    [InlineData("{\"instructions\":[{\"gate\":\"hh\",\"on\":[0]}]}")]
    [InlineData("{\"instructions\":[{\"gate\":\"h\",\"on\":[0,1]}]}")]
    [InlineData("{\"instructions\":[{\"gate\":\"cx\",\"on\":[0,0]}]}")]
    [InlineData("{\"instructions\":[{\"gate\":\"h\",\"on\":[-1]}]}")]
    [InlineData("{\"instructions\":[{\"gate\":\"h\",\"on\":[0.5]}]}")]
    [InlineData("{\"instructions\":[{\"gate\":\"h\",\"on\":[99999999999]}]}")]
    [InlineData("{\"instructions\":[{\"gate\":\"h\",\"on\":[2147483647]}]}")]
    [InlineData("{\"instructions\":[{\"gate\":\"rx\",\"on\":[0],\"angles\":[1e999]}]}")]
    [InlineData("{\"instructions\":[{\"gate\":\"rx\",\"on\":[0],\"angles\":[[0,\"2x\",1]]}]}")]
    [InlineData("{\"instructions\":[{\"gate\":\"rx\",\"on\":[0],\"angles\":[[0,\"x\"]]}]}")]
    [InlineData("{\"instructions\":[{\"gate\":\"x\",\"on\":[0],\"controls\":[[1,2]]}]}")]
    [InlineData("{\"instructions\":[{\"measure\":0,\"bit\":[\"d\",0]}]}")]
    [InlineData("{\"instructions\":[{\"if\":[[\"c\",0]],\"is\":\"=\",\"value\":\"1\",\"then\":[]}]}")]
    [InlineData("{\"instructions\":[{\"if\":[[\"c\",0]],\"is\":\"==\",\"value\":\"11\",\"then\":[]}]}")]
    [InlineData("{\"instructions\":[{\"if\":[],\"is\":\"==\",\"value\":\"\",\"then\":[]}]}")]
    [InlineData("{\"instructions\":[{\"qubits\":0,\"register\":\"q\"}]}")]
    [InlineData("{\"instructions\":[{\"qubits\":2147483647,\"register\":\"q\"},{\"qubits\":2,\"register\":\"r\"}]}")]
    [InlineData("{\"instructions\":[{\"qubits\":1,\"register\":\"\\ud800\"}]}")]
    public void Malformed_bytes_are_a_format_exception(string json)
    {
        var bytes = Encoding.UTF8.GetBytes(json);
        if (json.EndsWith("]} ", StringComparison.Ordinal)) bytes[^1] = (byte)'x';
        Assert.Throws<FormatException>(() => CircuitFormat.Read(new Payload(CircuitFormat.Name, bytes)));
    }

    [Theory]
    [InlineData("instruction 1: There is no gate 'hh'.", "{\"gate\":\"h\",\"on\":[0]},{\"gate\":\"hh\",\"on\":[0]}")]
    [InlineData("instruction 0: There is no instruction of the kind 'hop'.", "{\"hop\":1}")]
    [InlineData(
        "instruction 1: There is no gate 'hh'.",
        "{\"reset\":0},{\"if\":[[\"c\",0]],\"is\":\"==\",\"value\":\"1\",\"then\":[{\"reset\":0},{\"gate\":\"hh\",\"on\":[0]}]}")]
    [InlineData("Instruction 0, 'h -1': there is no qubit -1; indices start at 0.", "{\"gate\":\"h\",\"on\":[-1]},{\"reset\":0}")]
    public void The_instruction_with_the_mistake_is_named(string mistake, string instructions)
    {
        var bytes = Encoding.UTF8.GetBytes($"{{\"instructions\":[{instructions}]}}");

        var refusal = Assert.Throws<FormatException>(() => CircuitFormat.Read(new Payload(CircuitFormat.Name, bytes)));

        Assert.Equal($"The bytes are no {CircuitFormat.Name}: {mistake}", refusal.Message);
    }

    [Fact]
    public void Damaged_bytes_give_a_circuit_or_a_format_exception() =>
        Gen.Select(CircuitGen.Circuits, Gen.Int[0, 1_000_000], Gen.Byte, Gen.Bool).Sample((circuit, place, value, cut) =>
            {
                var bytes = circuit.ToPayload().Content.ToArray();
                if (cut) bytes = bytes[..(place % bytes.Length)];
                else bytes[place % bytes.Length] = value;
                AssertCircuitOrFormatException(bytes);
            });

    [Fact]
    public void Deep_nesting_is_a_format_exception_and_no_stack_overflow()
    {
        var depth = 100_000;
        var open = string.Concat(Enumerable.Repeat("{\"if\":[[\"c\",0]],\"is\":\"==\",\"value\":\"1\",\"then\":[", depth));
        var bytes = Encoding.UTF8.GetBytes("{\"instructions\":[" + open + string.Concat(Enumerable.Repeat("]}", depth)) + "]}");
        Assert.Throws<FormatException>(() => CircuitFormat.Read(new Payload(CircuitFormat.Name, bytes)));
    }

    [Fact]
    public void Conditions_as_deep_as_a_circuit_allows_come_back()
    {
        Instruction inner = RX((Angle)new Parameter("x"), 0).Controlled(1);
        for (var i = 0; i < 100; i++) inner = If(new Bit("c", 0), inner);
        Circuit circuit = [inner];
        Assert.Equal(circuit, ThroughBytes(circuit));
        Assert.Throws<ArgumentException>(() => Circuit.Create([If(new Bit("c", 0), inner)]));
    }

    [Fact]
    public void A_million_instructions_come_back()
    {
        Circuit circuit =
            [.. Enumerable.Range(0, 1_000_000).Select(i => i % 2 == 0 ? RZ(i / 7.0, i % 50) : CX(i % 50, (i + 1) % 50))];
        Assert.Equal(circuit, ThroughBytes(circuit));
    }

    private static Circuit ThroughBytes(Circuit circuit) => CircuitFormat.Read(circuit.ToPayload().Detached());

    private static void AssertCircuitOrFormatException(byte[] bytes)
    {
        try
        {
            _ = CircuitFormat.Read(new Payload(CircuitFormat.Name, bytes));
        }
        catch (FormatException)
        {
            // The one exception that reading may throw.
        }
    }
}
