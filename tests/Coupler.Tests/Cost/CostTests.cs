using Coupler.Circuits;
using Coupler.Cost;
using Coupler.Local;
using Coupler.Qasm;
using static Coupler.Circuits.Gates;

namespace Coupler.Tests.Cost;

/// <summary>What jobs cost by the documented formulas, worked out by hand, and by what the real service has billed.</summary>
public sealed class CostTests
{
    private static readonly Circuit Bell = [H(0), CX(0, 1), MeasureAll()];

    /// <summary>The program whose job the service billed with 5.01 eHQC, for one shot.</summary>
    private static readonly Circuit Teleportation = QasmDocument.Parse(
        """
        OPENQASM 2.0;
        include "qelib1.inc";
        qreg q[3];
        creg c0[1];
        creg c1[1];
        creg c2[1];
        h q[0];
        cx q[0], q[1];
        x q[2];
        h q[2];
        cx q[2], q[0];
        h q[2];
        measure q[0] -> c0[0];
        if (c0==1) x q[1];
        measure q[2] -> c1[0];
        if (c1==1) z q[1];
        h q[1];
        measure q[1] -> c2[0];
        """).ToCircuit();

    /// <summary>A QIR program of four qubits that was billed with 5.02 eHQC for one shot, on two emulators.</summary>
    private static readonly Circuit Swapping =
    [
        H(0), CX(0, 1), H(2), CZ(2, 0), H(2), H(3), CZ(3, 1), H(3), Measure(2, 0), Measure(3, 1),
    ];

    [Fact]
    public async Task A_bell_pair_on_aria_costs_what_the_documented_formula_says()
    {
        var estimate = await EstimateAsync(Bell, "ionq.qpu.aria-1", shots: 1_000);

        Assert.Equal(97.50m + (0.000220m * 1_000) + (0.000975m * 1_000), estimate.Lines.Sum(line => line.Cost));
        Assert.Equal(98.70m, estimate.UpperBound);
        Assert.Equal("USD", estimate.Currency);
    }

    /// <summary>100 shots: 168.195 + 0.01645 + 0.1121 on Forte; 0.033 on Harmony, where 5 is the least.</summary>
    [Theory]
    [InlineData("ionq.qpu.forte-1", "168.33")]
    [InlineData("ionq.qpu.forte-enterprise-1", "168.33")]
    [InlineData("ionq.qpu", "5.00")]
    public async Task Other_machines_of_ionq_have_prices_of_their_own(string target, string bound) =>
        Assert.Equal(bound, $"{(await EstimateAsync(Bell, target, shots: 100)).UpperBound}");

    /// <summary>1,000,000 shots on Harmony: 30 + 300.</summary>
    [Fact]
    public async Task A_least_sum_is_not_added_to_gates_that_cost_more() =>
        Assert.Equal(330m, (await EstimateAsync(Bell, "ionq.qpu", shots: 1_000_000)).UpperBound);

    [Fact]
    public async Task A_bell_pair_on_an_emulator_of_quantinuum_costs_what_the_documented_formula_says()
    {
        var estimate = await EstimateAsync(Bell, "quantinuum.sim.h2-1e", shots: 1_000);

        // H is 2 gates of the machine, and cx 1 on two qubits and 4 on one; 2 preparations, 2 measurements.
        Assert.Equal(5 + (1_000 * (6 + (10 * 1) + (5 * 4)) / 5_000m), estimate.UpperBound);
        Assert.Equal("eHQC", estimate.Currency);
    }

    [Fact]
    public async Task What_was_billed_for_a_teleportation_is_the_estimate_to_two_decimals()
    {
        var estimate = await EstimateAsync(Teleportation, "quantinuum.sim.h2-1e", shots: 1);

        Assert.Equal(5.01m, decimal.Round(estimate.Lines.Sum(line => line.Cost), 2));
        Assert.InRange(estimate.UpperBound, 5.01m, 5.02m);
    }

    /// <summary>By its own gates, 5 + 3·10 + 6·5, it would be 5.013: only the machine's gates come to what was billed.</summary>
    [Fact]
    public async Task What_was_billed_for_an_entanglement_swapping_is_the_estimate_to_two_decimals()
    {
        var estimate = await EstimateAsync(Swapping, "quantinuum.sim.h2-1e", shots: 1);

        Assert.Equal(5.02m, decimal.Round(estimate.Lines.Sum(line => line.Cost), 2));
        Assert.Equal(5.02m, estimate.UpperBound);
    }

    [Fact]
    public async Task In_this_process_a_job_is_free() =>
        Assert.Same(CostEstimate.Free, await EstimateAsync(Bell, "simulator", shots: 1_000));

    private static async Task<CostEstimate> EstimateAsync(Workload workload, string target, int shots)
    {
        await using var client = QuantumClient.Local();
        var options = new JobOptions { Target = target, Shots = shots };
        return await client.EstimateAsync(workload, options, TestContext.Current.CancellationToken);
    }
}
