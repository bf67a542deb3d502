using Coupler.Circuits;
using Coupler.Local.StateVector;
using Coupler.Tests.Reference;
using Coupler.Tests.Statistics;
using CsCheck;
using static Coupler.Circuits.Gates;

namespace Coupler.Tests.StateVector;

public sealed class BranchingTests
{
    /// <summary>Seven qubits are enough for the kernels of 256-bit registers.</summary>
    [Theory]
    [InlineData(4, Precision.Float64, 1e-9, 300)]
    [InlineData(7, Precision.Float64, 1e-9, 60)]
    [InlineData(7, Precision.Float32, 1e-5, 60)]
    public void Measurements_resets_and_branches_anywhere_give_the_distribution_of_the_dense_simulator(
        int qubitCount, Precision precision, double tolerance, int circuits) =>
        RandomCircuits.Branching(qubitCount, bitCount: 3, mostInstructions: 14).Where(HasFewBranchings).Sample(circuit =>
        {
            if (EngineRun.PlanOf(circuit).MeasuresNothing) return;
            var expected = DenseSimulator.DistributionOf(circuit);
            var parameters = new StateVectorParameters { Precision = precision, Probabilities = true };
            var actual = EngineRun.Of(circuit, shots: 1, parameters: parameters).Probabilities!;
            foreach (var outcome in expected.Keys.Union(actual.Keys))
            {
                Assert.Equal(expected.GetValueOrDefault(outcome), actual.GetValueOrDefault(outcome), tolerance);
            }
        }, iter: circuits);

    /// <summary>False alarm: 1e-12 a comparison, three comparisons.</summary>
    [Theory]
    [InlineData(11)]
    [InlineData(12)]
    [InlineData(13)]
    public void Shots_of_a_branching_circuit_follow_its_distribution(long seed)
    {
        var (c, d) = (Bits("c", 2), Bits("d", 2));
        Circuit circuit =
        [
            Qubits(4), c, d, RY(1.1, 0), RY(0.7, 1), CX(0, 2), Measure(0, c[0]),
            If(c[0], RY(0.9, 1), H(2)), Measure(1, c[1]), If(c, 2, X(3), Reset(0)),
            H(1), CX(1, 3), Reset(2), RX(0.4, 2), Measure(2, d[0]), Measure(3, d[1]), RX(1.2, 3), Measure(3, c[0]),
        ];
        Assert.True(EngineRun.PlanOf(circuit).Branchings >= 4);
        var result = EngineRun.Of(circuit, shots: 100_000, seed);
        DistributionAssert.Fits(DenseSimulator.DistributionOf(circuit).Texts(), result.Counts.Texts());
    }

    [Fact]
    public void Teleportation_brings_the_state_to_the_last_qubit()
    {
        var (a, b, result) = (Bits("a", 1), Bits("b", 1), Bits("result", 1));
        Circuit circuit =
        [
            Qubits(3), a, b, result, RY(1.234, 0), RZ(0.5, 0), H(1), CX(1, 2), CX(0, 1), H(0), Measure(0, a[0]), Measure(1, b[0]),
            If(b[0], X(2)), If(a[0], Z(2)), RZ(-0.5, 2), RY(-1.234, 2), Measure(2, result[0]),
        ];
        var counts = EngineRun.Of(circuit, shots: 1_000).CountsOf("result");
        Assert.Equal([new(BitString.Parse("0"), 1_000)], counts);
    }

    [Fact]
    public void A_measurement_that_nothing_depends_on_splits_nothing()
    {
        Circuit circuit = [H(0), Measure(0, 0), CX(0, 1), Z(0), Measure(1, 1), Measure(0, 2)];
        Assert.Equal(0, EngineRun.PlanOf(circuit).Branchings);
        Assert.Equal(["000", "111"], EngineRun.Of(circuit).Counts.Keys.Select(bits => bits.ToString()).Order());
    }

    [Fact]
    public void Resets_at_the_start_and_at_the_end_split_nothing()
    {
        Circuit circuit = [Reset(0), Reset(1), H(0), CX(0, 1), Measure(0, 0), Measure(1, 1), Reset(2)];
        Assert.Equal(0, EngineRun.PlanOf(circuit).Branchings);
    }

    [Fact]
    public void A_bit_written_twice_keeps_the_last_value_and_one_never_written_is_zero()
    {
        Circuit circuit = [Qubits(2), Bits("c", 3), X(0), Measure(0, 0), Measure(1, 0), Measure(0, 2)];
        Assert.Equal([new(BitString.Parse("100"), 1_000)], EngineRun.Of(circuit).Counts);
    }

    [Fact]
    public void A_qubit_measured_twice_with_a_gate_between_gives_two_values()
    {
        Circuit circuit = [X(0), Measure(0, 0), X(0), Measure(0, 1)];
        Assert.Equal([new(BitString.Parse("01"), 1_000)], EngineRun.Of(circuit).Counts);
    }

    [Fact]
    public void A_reset_qubit_is_zero_whatever_it_was_entangled_with()
    {
        Circuit circuit = [H(0), CX(0, 1), Reset(0), Measure(0, 0), Measure(1, 1)];
        Assert.Equal(["00", "10"], EngineRun.Of(circuit).Counts.Keys.Select(bits => bits.ToString()).Order());
    }

    private static bool HasFewBranchings(Circuit circuit) => EngineRun.PlanOf(circuit).Branchings <= 8;
}
