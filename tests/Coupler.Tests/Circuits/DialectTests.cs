using System.Numerics;
using Coupler.Circuits;

namespace Coupler.Tests.Circuits;

public class DialectTests
{
    private static readonly double[][] Samples = [[0.3, -1.1, 2.7, 0.9], [-2.2, 0.4, 0.1, -1.7]];

    public static TheoryData<string> Qelib1Names { get; } = [.. LiteralGates.Qelib1.Names.Except(["U", "CX"])];

    public static TheoryData<string> StdGatesNames { get; } =
        [.. LiteralGates.StdGates.Names.Except(["U", "CX", "gphase", "controlled U"])];

    [Theory]
    [MemberData(nameof(Qelib1Names))]
    public void A_name_of_qelib1_means_its_body(string name) => Compare(LiteralGates.Qelib1, name, Dialect.Qelib1);

    [Theory]
    [MemberData(nameof(StdGatesNames))]
    public void A_name_of_stdgates_means_its_body(string name) => Compare(LiteralGates.StdGates, name, Dialect.StdGates);

    [Fact]
    public void The_built_in_gates_mean_what_the_specifications_say()
    {
        Compare(LiteralGates.Qelib1, "U", Dialect.OpenQasm2);
        Compare(LiteralGates.Qelib1, "CX", Dialect.OpenQasm2);
        Compare(LiteralGates.StdGates, "U", Dialect.OpenQasm3);
        Compare(LiteralGates.StdGates, "gphase", Dialect.OpenQasm3);
    }

    /// <summary>
    /// U(π, 0, π) of OpenQASM 3 is i·x: taken at its word, the file's CX has an i. Its documentation says "alias for cx".
    /// </summary>
    [Fact]
    public void CX_of_stdgates_is_cx_as_its_documentation_says()
    {
        Assert.True(GateTable.TryFind(Dialect.StdGates, "CX", out var gate));
        Assert.Same(GateTable.CX, gate);
        var phaseOnTheControl = SlowMatrix.Identity(2) & SlowMatrix.Rows([1, 0], [0, Complex.ImaginaryOne]);
        SlowMatrix.AssertEqual(phaseOnTheControl * SlowMatrix.Of(gate.Unitary()), LiteralGates.StdGates.Matrix("CX"));
    }

    [Theory]
    [InlineData(Dialect.Qelib1)]
    [InlineData(Dialect.StdGates)]
    public void The_table_has_exactly_the_names_of_the_file(Dialect dialect)
    {
        var literal = dialect == Dialect.Qelib1
            ? LiteralGates.Qelib1.Names.Except(["U", "CX"])
            : LiteralGates.StdGates.Names.Except(["U", "gphase", "controlled U"]);
        var names = GateTable.All.SelectMany(gate => gate.Names).Where(name => name.Dialect == dialect).Select(name => name.Name);
        Assert.Equal(literal.Order(), names.Order());
    }

    [Fact]
    public void Ctrl_sees_that_u3_of_stdgates_is_not_cu3_of_qelib1()
    {
        double[] angles = [0.3, -1.1, 2.7];
        Assert.True(GateTable.TryFind(Dialect.StdGates, "u3", out var u3));
        Assert.True(GateTable.TryFind(Dialect.Qelib1, "cu3", out var cu3));
        Assert.True(SlowMatrix.Of(u3.Unitary(angles).Controlled()).DistanceTo(SlowMatrix.Of(cu3.Unitary(angles))) > 0.1);
        SlowMatrix.AssertEqual(SlowMatrix.Of(GateTable.U3.Unitary(angles)).Controlled(), SlowMatrix.Of(cu3.Unitary(angles)));
    }

    [Fact]
    public void Units_are_those_of_the_machines()
    {
        Assert.Equal(AngleUnit.Turns, GateTable.GPi.Unit);
        Assert.Equal(AngleUnit.Turns, GateTable.MS.Unit);
        Assert.Equal(AngleUnit.HalfTurns, GateTable.PhasedX.Unit);
        Assert.Equal(AngleUnit.Radians, GateTable.U1q.Unit);
        Assert.Equal([Angle.FromTurns(0.25)], GateTable.MS.Defaults);
        Assert.Equal(Gates.MS(0.1, 0.2, 0, 1, Math.PI / 2), Gates.MS(0.1, 0.2, 0, 1));
    }

    private static void Compare(LiteralGates literal, string name, Dialect dialect)
    {
        Assert.True(GateTable.TryFind(dialect, name, out var gate));
        foreach (var sample in Samples)
        {
            var angles = sample[..gate.ParameterCount];
            SlowMatrix.AssertEqual(literal.Matrix(name, angles), SlowMatrix.Of(gate.Unitary(angles)), name);
        }
    }
}
