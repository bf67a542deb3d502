using Coupler.Circuits;
using Coupler.Local;
using Coupler.Qasm;
using static Coupler.Circuits.Gates;

namespace Coupler.Tests.QasmBench;

/// <summary>The rightmost character is qubit 0, or bit 0 of the first register; from the program to the counts.</summary>
public sealed class BitOrderTests : IDisposable
{
    /// <summary>Qubit 0 goes into the second register, 1 and 2 go crosswise into the first.</summary>
    private const string Crosswise2 = """
        OPENQASM 2.0;
        include "qelib1.inc";
        qreg q[3];
        creg a[2];
        creg b[1];
        x q[QUBIT];
        measure q[0] -> b[0];
        measure q[1] -> a[1];
        measure q[2] -> a[0];
        """;

    private const string Crosswise3 = """
        OPENQASM 3.0;
        include "stdgates.inc";
        qubit[3] q;
        bit[2] a;
        bit[1] b;
        x q[QUBIT];
        b[0] = measure q[0];
        a[1] = measure q[1];
        a[0] = measure q[2];
        """;

    private readonly QuantumClient client = QuantumClient.Local();

    public void Dispose() => client.Dispose();

    [Theory]
    [InlineData(0, "001")]
    [InlineData(1, "010")]
    [InlineData(2, "100")]
    public async Task The_qubit_that_was_flipped_is_counted_from_the_right(int qubit, string expected)
    {
        Circuit circuit = [Qubits(3), X(qubit), MeasureAll()];

        Assert.Equal(expected, await OnlyOutcome(circuit));
    }

    [Theory]
    [InlineData(0, "001")]
    [InlineData(1, "010")]
    [InlineData(2, "100")]
    public async Task Exact_probabilities_of_qubits_are_written_as_their_counts_are(int qubit, string expected)
    {
        Circuit circuit = [Qubits(3), X(qubit)];
        var result = await client.RunAsync(circuit, cancellationToken: TestContext.Current.CancellationToken);

        Assert.Empty(result.Counts);
        var (outcome, probability) = Assert.Single(result.Probabilities!);
        Assert.Equal(expected, outcome.ToString());
        Assert.Equal(1, probability, 1e-15);
    }

    [Theory]
    [InlineData(0, "100")]
    [InlineData(1, "010")]
    [InlineData(2, "001")]
    public async Task The_first_declared_register_lies_rightmost_when_measured_crosswise(int qubit, string expected)
    {
        var bits = Bits("a", 2);
        Circuit circuit =
        [
            Qubits(3), bits, Bits("b", 1), X(qubit),
            Measure(0, new Bit("b", 0)), Measure(1, new Bit("a", 1)), Measure(2, new Bit("a", 0)),
        ];

        Assert.Equal(expected, await OnlyOutcome(circuit));
        Assert.Equal(expected, await OnlyOutcome(QasmDocument.Parse(Crosswise2.Replace("QUBIT", $"{qubit}")).ToCircuit()));
        Assert.Equal(expected, await OnlyOutcome(QasmDocument.Parse(Crosswise3.Replace("QUBIT", $"{qubit}")).ToCircuit()));
    }

    [Theory]
    [InlineData(0, "00", "1")]
    [InlineData(1, "10", "0")]
    [InlineData(2, "01", "0")]
    public async Task A_register_is_read_with_its_bit_0_rightmost(int qubit, string a, string b)
    {
        var circuit = QasmDocument.Parse(Crosswise2.Replace("QUBIT", $"{qubit}")).ToCircuit();
        var result = await client.RunAsync(circuit, cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal(["a", "b"], result.Registers.Select(register => register.Name));
        Assert.Equal(a, Assert.Single(result.CountsOf("a")).Key.ToString());
        Assert.Equal(b, Assert.Single(result.CountsOf("b")).Key.ToString());
    }

    [Fact]
    public async Task A_bit_that_is_never_written_is_0_in_its_place()
    {
        Circuit circuit = [Qubits(2), Bits("c", 4), X(1), Measure(1, 2)];

        Assert.Equal("0100", await OnlyOutcome(circuit));
    }

    [Fact]
    public async Task A_condition_reads_its_register_as_a_number_with_bit_0_least()
    {
        var circuit = QasmDocument.Parse("""
            OPENQASM 2.0;
            include "qelib1.inc";
            qreg q[3];
            creg c[2];
            creg d[1];
            x q[1];
            measure q[0] -> c[0];
            measure q[1] -> c[1];
            if(c==2) x q[2];
            measure q[2] -> d[0];
            """).ToCircuit();

        Assert.Equal("110", await OnlyOutcome(circuit));
    }

    private async Task<string> OnlyOutcome(Circuit circuit)
    {
        var result = await client.RunAsync(circuit, new() { Shots = 20, Seed = 1 }, TestContext.Current.CancellationToken);
        return Assert.Single(result.Counts).Key.ToString();
    }
}
