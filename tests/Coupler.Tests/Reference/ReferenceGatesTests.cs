using System.Numerics;

namespace Coupler.Tests.Reference;

/// <summary>
/// The reference's literal matrices against what defines the gates: the language's U and CX, and the definitions of the
/// standard header in terms of them (OpenQASM 2 paper, arXiv:1707.03429, and Qiskit's later qelib1.inc).
/// </summary>
public sealed class ReferenceGatesTests
{
    /// <summary>Only U and CX are built in here, so that each gate comes down to them.</summary>
    private const string Definitions = """
        OPENQASM 2.0;
        gate u3(theta,phi,lambda) q { U(theta,phi,lambda) q; }
        gate u2(phi,lambda) q { U(pi/2,phi,lambda) q; }
        gate u1(lambda) q { U(0,0,lambda) q; }
        gate u0(gamma) q { U(0,0,0) q; }
        gate u(theta,phi,lambda) q { U(theta,phi,lambda) q; }
        gate p(lambda) q { U(0,0,lambda) q; }
        gate id a { U(0,0,0) a; }
        gate x a { u3(pi,0,pi) a; }
        gate y a { u3(pi,pi/2,pi/2) a; }
        gate z a { u1(pi) a; }
        gate h a { u2(0,pi) a; }
        gate s a { u1(pi/2) a; }
        gate sdg a { u1(-pi/2) a; }
        gate t a { u1(pi/4) a; }
        gate tdg a { u1(-pi/4) a; }
        gate sx a { sdg a; h a; sdg a; }
        gate sxdg a { s a; h a; s a; }
        gate rx(theta) a { u3(theta,-pi/2,pi/2) a; }
        gate ry(theta) a { u3(theta,0,0) a; }
        gate rz(phi) a { u1(phi) a; }
        gate cx c,t { CX c,t; }
        gate cz a,b { h b; cx a,b; h b; }
        gate cy a,b { sdg b; cx a,b; s b; }
        gate ch a,b { h b; sdg b; cx a,b; h b; t b; cx a,b; t b; h b; s b; x b; s a; }
        gate swap a,b { cx a,b; cx b,a; cx a,b; }
        gate crx(lambda) a,b { u1(pi/2) b; cx a,b; u3(-lambda/2,0,0) b; cx a,b; u3(lambda/2,-pi/2,0) b; }
        gate cry(lambda) a,b { ry(lambda/2) b; cx a,b; ry(-lambda/2) b; cx a,b; }
        gate crz(lambda) a,b { rz(lambda/2) b; cx a,b; rz(-lambda/2) b; cx a,b; }
        gate cu1(lambda) a,b { u1(lambda/2) a; cx a,b; u1(-lambda/2) b; cx a,b; u1(lambda/2) b; }
        gate cp(lambda) a,b { cu1(lambda) a,b; }
        gate csx a,b { h b; cu1(pi/2) a,b; h b; }
        gate cu3(theta,phi,lambda) c,t {
          u1((lambda+phi)/2) c; u1((lambda-phi)/2) t; cx c,t; u3(-theta/2,0,-(phi+lambda)/2) t; cx c,t; u3(theta/2,phi,0) t;
        }
        gate cu(theta,phi,lambda,gamma) c,t { u1(gamma) c; cu3(theta,phi,lambda) c,t; }
        gate rxx(theta) a,b { u3(pi/2,theta,0) a; h b; cx a,b; u1(-theta) b; cx a,b; h b; u2(-pi,pi-theta) a; }
        gate rzz(theta) a,b { cx a,b; u1(theta) b; cx a,b; }
        gate ccx a,b,c { h c; cx b,c; tdg c; cx a,c; t c; cx b,c; tdg c; cx a,c; t b; t c; h c; cx a,b; t a; tdg b; cx a,b; }
        gate cswap a,b,c { cx c,b; ccx a,b,c; cx c,b; }
        gate rccx a,b,c { h c; t c; cx b,c; tdg c; cx a,c; t c; cx b,c; tdg c; h c; }
        gate rc3x a,b,c,d {
          h d; t d; cx c,d; tdg d; h d; cx a,d; t d; cx b,d; tdg d; cx a,d; t d; cx b,d; tdg d; h d; t d; cx c,d; tdg d; h d;
        }
        """;

    private static readonly double[] Angles = [0.7, -1.3, 2.1, 0.4];

    public static TheoryData<string> Defined => [.. ReferenceGates.Names.Except(["U", "CX", "c3x", "c3sqrtx", "c4x"])];

    public static TheoryData<string> All => [.. ReferenceGates.Names];

    [Theory]
    [MemberData(nameof(Defined))]
    public void A_literal_matrix_is_what_the_definition_multiplies_out_to_up_to_a_phase(string name)
    {
        var angles = Angles[..ReferenceGates.AnglesOf(name)];
        var literal = ReferenceGates.Matrix(name, angles);
        var count = ReferenceGates.QubitsOf(name);
        var arguments = string.Join(",", Enumerable.Range(0, count).Select(i => $"q[{i}]"));
        var call = angles.Length == 0 ? name : FormattableString.Invariant($"{name}({string.Join(",", angles)})");
        var program = ReferenceQasm.Parse($"{Definitions}\nqreg q[{count}];\n{call} {arguments};");

        AssertSameUpToPhase(literal, MatrixOf(program, count));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void A_literal_matrix_is_unitary(string name)
    {
        var matrix = ReferenceGates.Matrix(name, Angles[..ReferenceGates.AnglesOf(name)]);
        var size = matrix.GetLength(0);
        for (var row = 0; row < size; row++)
        {
            for (var column = 0; column < size; column++)
            {
                var product = Enumerable.Range(0, size)
                    .Aggregate(Complex.Zero, (sum, k) => sum + (matrix[row, k] * Complex.Conjugate(matrix[column, k])));
                Assert.Equal(0, (product - (row == column ? 1 : 0)).Magnitude, 1e-14);
            }
        }
    }

    [Theory]
    [InlineData("cx", 1)]
    [InlineData("ccx", 2)]
    [InlineData("c3x", 3)]
    [InlineData("c4x", 4)]
    public void A_controlled_x_flips_the_last_qubit_where_all_others_are_1(string name, int controls)
    {
        var matrix = ReferenceGates.Matrix(name);
        for (var column = 0; column < 2 << controls; column++)
        {
            var flipped = column >> 1 == (1 << controls) - 1 ? column ^ 1 : column;
            Assert.Equal(Complex.One, matrix[flipped, column]);
        }
    }

    [Fact]
    public void The_square_of_c3sqrtx_is_c3x()
    {
        var root = new ReferenceStep.Apply(ReferenceGates.Matrix("c3sqrtx"), [0, 1, 2, 3]);
        var whole = new ReferenceStep.Apply(ReferenceGates.Matrix("c3x"), [0, 1, 2, 3]);
        for (var column = 0; column < 16; column++)
        {
            var twice = Column(column, 4, [root, root]);
            var once = Column(column, 4, [whole]);
            for (var row = 0; row < 16; row++) Assert.Equal(0, (twice[row] - once[row]).Magnitude, 1e-14);
        }
    }

    /// <summary>The angle at which a controlled gate tells its own phase from that of its uncontrolled reading.</summary>
    [Fact]
    public void The_controls_of_crz_cu1_and_cu3_see_different_phases()
    {
        Assert.Equal(Complex.FromPolarCoordinates(1, -0.5), ReferenceGates.Matrix("crz", 1)[2, 2]);
        Assert.Equal(Complex.One, ReferenceGates.Matrix("cu1", 1)[2, 2]);
        Assert.Equal(Math.Cos(0.5), ReferenceGates.Matrix("cu3", 1, 2, 3)[2, 2]);
    }

    private static Complex[,] MatrixOf(ReferenceProgram program, int count)
    {
        var matrix = new Complex[1 << count, 1 << count];
        for (var column = 0; column < 1 << count; column++)
        {
            var state = Column(column, count, [.. program.Steps.Cast<ReferenceStep.Apply>()]);
            for (var row = 0; row < 1 << count; row++) matrix[row, column] = state[Reverse(row, count)];
        }

        return matrix;
    }

    /// <summary>The state after the gates from a basis state, which is given with qubit 0 as its most significant bit.</summary>
    private static Complex[] Column(int basis, int count, ReadOnlySpan<ReferenceStep.Apply> gates)
    {
        var x = ReferenceGates.Matrix("x");
        var preparation = Enumerable.Range(0, count).Where(qubit => (Reverse(basis, count) >> qubit & 1) != 0)
            .Select(qubit => new ReferenceStep.Apply(x, [qubit]));
        return ReferenceSimulator.Run(count, [.. preparation, .. gates]);
    }

    private static int Reverse(int index, int count) =>
        Enumerable.Range(0, count).Sum(bit => (index >> bit & 1) << (count - 1 - bit));

    private static void AssertSameUpToPhase(Complex[,] expected, Complex[,] actual)
    {
        var pairs = expected.Cast<Complex>().Zip(actual.Cast<Complex>()).ToArray();
        var overlap = pairs.Select(pair => Complex.Conjugate(pair.First) * pair.Second).Aggregate(Complex.Add);
        var phase = overlap / overlap.Magnitude;
        foreach (var (first, second) in pairs) Assert.Equal(0, ((first * phase) - second).Magnitude, 1e-13);
    }
}
