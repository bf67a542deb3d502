namespace Coupler.Tests.Reference;

public sealed class ReferenceQasmTests
{
    private const string Header = "OPENQASM 2.0; include \"qelib1.inc\"; ";

    [Theory]
    [InlineData("1+2*3", 7)]
    [InlineData("(1+2)*3", 9)]
    [InlineData("-2^2", -4)]
    [InlineData("2^-1", 0.5)]
    [InlineData("8/2/2", 2)]
    [InlineData("7-2-1", 4)]
    [InlineData("-3*pi/8", -3 * Math.PI / 8)]
    [InlineData("sin(pi/2)+sqrt(4)", 3)]
    [InlineData("ln(exp(2))*cos(0)", 2)]
    [InlineData("1.5e-2+.5", 0.515)]
    public void Expressions_have_the_values_of_mathematics(string expression, double expected)
    {
        var steps = ReferenceQasm.Parse($"{Header} qreg q[1]; u1({expression}) q[0];").Steps;
        var gate = Assert.IsType<ReferenceStep.Apply>(Assert.Single(steps));
        Assert.Equal(Math.Cos(expected), gate.Matrix[1, 1].Real, 1e-15);
        Assert.Equal(Math.Sin(expected), gate.Matrix[1, 1].Imaginary, 1e-15);
    }

    [Fact]
    public void A_gate_on_registers_is_done_element_by_element_and_a_single_qubit_is_used_each_time()
    {
        var steps = ReferenceQasm.Parse(Header + "qreg a[2]; qreg b[2]; cx a,b; cx a[1],b; h b;").Steps;
        var qubits = steps.Cast<ReferenceStep.Apply>().Select(step => string.Join(',', step.Qubits));
        Assert.Equal(["0,2", "1,3", "1,2", "1,3", "2", "3"], qubits);
    }

    [Fact]
    public void A_gate_definition_puts_its_arguments_and_parameters_where_its_body_names_them()
    {
        var steps = ReferenceQasm.Parse(Header + """
            gate inner(x,y) a,b { u1(x-y) b; cx b,a; }
            gate outer(z) a,b { inner(z,1) b,a; }
            qreg q[2];
            outer(3) q[1],q[0];
            """).Steps.Cast<ReferenceStep.Apply>().ToArray();
        Assert.Equal(["1", "1,0"], steps.Select(step => string.Join(',', step.Qubits)));
        Assert.Equal(Math.Cos(2), steps[0].Matrix[1, 1].Real, 1e-15);
    }

    [Fact]
    public void A_condition_guards_the_whole_operation_after_it()
    {
        var program = ReferenceQasm.Parse(Header + "qreg q[2]; creg a[1]; creg c[2]; if(c==2) x q; measure q -> c;");
        var when = Assert.IsType<ReferenceStep.When>(program.Steps[0]);
        Assert.Equal(new ReferenceRegister("c", 1, 2), when.Register);
        Assert.Equal(2UL, when.Value);
        Assert.Equal(2, when.Steps.Length);
        Assert.Equal([new ReferenceStep.Measure(0, 1), new ReferenceStep.Measure(1, 2)], program.Steps[1..]);
    }

    [Theory]
    [InlineData("OPENQASM 2.0; qreg q[1]; h q[0];")]
    [InlineData(Header + "qreg q[1]; h p[0];")]
    [InlineData(Header + "qreg q[1]; h q[1];")]
    [InlineData(Header + "qreg q[1]; rx q[0];")]
    [InlineData(Header + "qreg q[1]; h q[0]")]
    [InlineData(Header + "qreg q[1]; h q[0]; ?")]
    public void What_it_does_not_understand_is_an_error(string text) =>
        Assert.Throws<FormatException>(() => ReferenceQasm.Parse(text));
}
