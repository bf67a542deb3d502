namespace Coupler.Tests.Reference;

/// <summary>Small circuits whose distributions are known without a simulator.</summary>
public sealed class ReferenceSimulatorTests
{
    private const string Header = "OPENQASM 2.0; include \"qelib1.inc\"; ";

    [Fact]
    public void The_first_declared_register_lies_rightmost_and_bit_0_is_the_rightmost_of_each() =>
        AssertDistribution("qreg q[3]; creg a[2]; creg b[1]; x q[0]; measure q[0] -> a[0];", ("001", 1));

    [Fact]
    public void The_first_argument_of_cx_is_the_control() =>
        AssertDistribution("qreg q[2]; creg c[2]; x q[1]; cx q[1],q[0]; measure q -> c;", ("11", 1));

    [Fact]
    public void A_ghz_state_gives_all_zeros_or_all_ones() =>
        AssertDistribution(
            "qreg q[3]; creg c[3]; h q[0]; cx q[0],q[1]; cx q[1],q[2]; measure q -> c;", ("000", 0.5), ("111", 0.5));

    [Fact]
    public void A_measured_qubit_stays_as_it_was_found() =>
        AssertDistribution(
            "qreg q[1]; creg c[2]; h q; measure q[0] -> c[0]; barrier q; x q; measure q[0] -> c[1];", ("01", 0.5), ("10", 0.5));

    [Fact]
    public void A_reset_qubit_is_0_and_leaves_its_partner_mixed() =>
        AssertDistribution(
            "qreg q[2]; creg c[2]; h q[0]; cx q[0],q[1]; reset q[0]; h q[1]; measure q -> c;", ("00", 0.5), ("10", 0.5));

    [Fact]
    public void A_conditional_gate_acts_in_the_branch_where_the_register_has_its_value() =>
        AssertDistribution(
            "qreg q[2]; creg c[1]; creg d[1]; u3(2*pi/3,0,0) q[0]; measure q[0] -> c[0]; if(c==1) x q[1]; measure q[1] -> d[0];",
            ("00", 0.25), ("11", 0.75));

    [Fact]
    public void Teleportation_brings_the_state_whatever_was_measured() =>
        AssertDistribution(
            """
            qreg q[3]; creg a[1]; creg b[1]; creg c[1];
            u3(0.3,0.2,0.1) q[0]; h q[1]; cx q[1],q[2]; cx q[0],q[1]; h q[0];
            measure q[0] -> a[0]; measure q[1] -> b[0]; if(a==1) z q[2]; if(b==1) x q[2];
            u3(-0.3,-0.1,-0.2) q[2]; measure q[2] -> c[0];
            """,
            ("000", 0.25), ("001", 0.25), ("010", 0.25), ("011", 0.25));

    [Fact]
    public void The_fourier_transform_of_a_fourier_state_is_its_number() =>
        // e^(2πi·5j/8) on three qubits, qubit 2 the most significant of j; the inverse transform reads 5.
        AssertDistribution(
            """
            qreg q[3]; creg c[3];
            h q; u1(2*pi*5/8) q[0]; u1(2*pi*5/4) q[1]; u1(2*pi*5/2) q[2];
            swap q[0],q[2];
            h q[0]; cu1(-pi/2) q[0],q[1]; h q[1]; cu1(-pi/4) q[0],q[2]; cu1(-pi/2) q[1],q[2]; h q[2];
            measure q -> c;
            """,
            ("101", 1));

    private static void AssertDistribution(string body, params (string Outcome, double Probability)[] expected)
    {
        var distribution = ReferenceSimulator.Distribution(ReferenceQasm.Parse(Header + body));
        var seen = distribution.Where(pair => pair.Value > 1e-14).Select(pair => pair.Key).Order();
        Assert.Equal(expected.Select(pair => pair.Outcome), seen);
        foreach (var (outcome, probability) in expected) Assert.Equal(probability, distribution[outcome], 1e-14);
    }
}
