using System.Numerics;
using Coupler.Circuits;
using CsCheck;

namespace Coupler.Tests.Circuits;

public class UnitaryTests
{
    private static readonly double[] SpecialPhases = [0, Math.PI, Math.PI / 2, -Math.PI / 2, 1, 1];

    [Fact]
    public void A_power_multiplies_the_eigenphases_however_often_they_repeat() => Gen.Select(
        Gen.Int[1, 3], Gen.OneOf(Gen.Double[-3.1, 3.1], Gen.Int[0, 5].Select(i => SpecialPhases[i])).Array[8],
        Gen.Double[-3, 3], Gen.Double[-7, 7].Array[12])
        .Sample(
            (qubits, phases, exponent, angles) =>
            {
                var vectors = SomeUnitary(qubits, angles);
                var matrix = vectors * Diagonal(qubits, phases, 1) * vectors.Adjoint();
                var expected = vectors * Diagonal(qubits, phases, exponent) * vectors.Adjoint();
                Assert.True(expected.DistanceTo(SlowMatrix.Of(Unitary(matrix).Power(exponent))) < 1e-10);
            },
            iter: 300);

    [Fact]
    public void Eigenphases_that_lie_close_together_are_kept_apart() =>
        Gen.Select(Gen.Double[-12, -1], Gen.Double[-7, 7].Array[12]).Sample(
            (digits, angles) =>
            {
                double[] phases = [Math.Pow(10, digits), -Math.Pow(10, digits), 3 + Math.Pow(10, digits), 3];
                var vectors = SomeUnitary(2, angles);
                var matrix = vectors * Diagonal(2, phases, 1) * vectors.Adjoint();
                var expected = vectors * Diagonal(2, phases, 0.37) * vectors.Adjoint();
                Assert.True(expected.DistanceTo(SlowMatrix.Of(Unitary(matrix).Power(0.37))) < 1e-10);
            },
            iter: 200);

    [Fact]
    public void Roots_that_have_a_name_are_the_named_gates()
    {
        AssertEqual(GateTable.SX.Unitary(), GateTable.X.Unitary().Power(0.5));
        AssertEqual(GateTable.S.Unitary(), GateTable.Z.Unitary().Power(0.5));
        AssertEqual(GateTable.T.Unitary(), GateTable.S.Unitary().Power(0.5));
        AssertEqual(GateTable.Tdg.Unitary(), GateTable.Sdg.Unitary().Power(0.5));
        AssertEqual(GateTable.RXX.Unitary(0.4), GateTable.RXX.Unitary(1.2).Power(1.0 / 3));
        AssertEqual(GateTable.ISwap.Unitary(), GateTable.ISwap.Unitary().Power(0.5) * GateTable.ISwap.Unitary().Power(0.5));
        AssertEqual(GateTable.Swap.Unitary(), GateTable.Swap.Unitary().Power(0.25).Power(4));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(-3)]
    [InlineData(2000)]
    public void Whole_powers_are_products(int exponent)
    {
        var matrix = SomeUnitary(2, [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1, 1.1, 1.2]);
        var factor = exponent < 0 ? matrix.Adjoint() : matrix;
        var product =
            Enumerable.Repeat(factor, Math.Abs(exponent)).Aggregate(SlowMatrix.Identity(4), (left, right) => left * right);
        Assert.True(product.DistanceTo(SlowMatrix.Of(Unitary(matrix).Power(exponent))) < 1e-10);
    }

    [Fact]
    public void A_number_of_elements_that_no_gate_has_is_refused() =>
        Assert.Throws<ArgumentException>(() => new Unitary(1, 0, 0, 0, 1, 0, 0, 0, 1));

    private static SlowMatrix SomeUnitary(int qubits, double[] angles)
    {
        var product = SlowMatrix.Identity(1 << qubits);
        for (var i = 0; i < 4; i++)
        {
            var rotation = SlowMatrix.Of(GateTable.U3.Unitary(angles[3 * i], angles[(3 * i) + 1], angles[(3 * i) + 2]));
            product = rotation.On(qubits, i % qubits) * product;
            if (qubits > 1) product = SlowMatrix.Of(GateTable.CX.Unitary()).On(qubits, i % qubits, (i + 1) % qubits) * product;
        }

        return product;
    }

    private static SlowMatrix Diagonal(int qubits, double[] phases, double exponent) => SlowMatrix.Of(
        1 << qubits, (row, column) => row == column ? Complex.FromPolarCoordinates(1, exponent * phases[row]) : 0);

    private static Unitary Unitary(SlowMatrix matrix) => new([.. matrix.Elements.Cast<Complex>()]);

    private static void AssertEqual(Unitary expected, Unitary actual) =>
        SlowMatrix.AssertEqual(SlowMatrix.Of(expected), SlowMatrix.Of(actual));
}
