using Coupler.Circuits;
using Coupler.Local.StateVector;
using static Coupler.Circuits.Gates;

namespace Coupler.Tests.StateVector;

public sealed class GateFusionTests
{
    [Fact]
    public void Gates_on_a_pair_of_qubits_become_one_matrix()
    {
        var joined = Assert.Single(Fused([H(0), H(1), CX(0, 1), RX(0.3, 0), RZ(0.2, 1), CX(1, 0), RY(0.1, 1)]));
        Assert.Equal(2, joined.Qubits.Length);
        Assert.Equal(7, joined.GateCount);
    }

    [Fact]
    public void A_lone_controlled_gate_keeps_its_control()
    {
        var kept = Assert.Single(Fused([CX(1, 0)]));
        Assert.Equal([0], kept.Qubits);
        Assert.Equal((0b10UL, 0b10UL), (kept.Controls & 0b11, kept.ControlValues));
    }

    [Fact]
    public void A_control_that_gates_add_up_to_is_found()
    {
        var found = Assert.Single(Fused([X(1), H(0), CZ(0, 1), H(0), X(1)]));
        Assert.Equal([0], found.Qubits);
        Assert.Equal((0b10UL, 0UL), (found.Controls & 0b11, found.ControlValues));
    }

    [Fact]
    public void A_run_of_diagonal_gates_becomes_one_diagonal()
    {
        var phases = Enumerable.Range(1, 7).Select(qubit => CP(1.0 / qubit, qubit, 0));
        var joined = Assert.Single(Fused([.. phases, RZ(0.3, 4), RZZ(0.1, 3, 7)]));
        Assert.True(joined.IsDiagonal);
        Assert.Equal(9, joined.GateCount);
    }

    [Fact]
    public void Gates_that_undo_each_other_leave_a_diagonal_of_nothing()
    {
        var left = Assert.Single(Fused([H(0), CX(0, 1), CX(0, 1), H(0)]));
        Assert.Empty(left.Qubits);
        Assert.Equal(1, left[0, 0].Real, 1e-14);
    }

    [Fact]
    public void Gates_are_not_joined_across_one_that_stands_between()
    {
        var joined = Fused([CX(0, 1), CX(1, 2), CX(0, 1)]);
        Assert.Equal(3, joined.Count);
    }

    [Fact]
    public void A_gate_of_many_controls_stays_apart()
    {
        var joined = Fused([H(0), CX(0, 1), CCX(0, 1, 2), H(2), X(0).Controlled(1, 2)]);
        Assert.Equal([2, 1, 1, 1], joined.Select(gate => gate.GateCount));
        Assert.Equal([2, 1, 1, 1], joined.Select(gate => gate.Qubits.Length));
    }

    private static List<QubitOperator> Fused(Circuit circuit) =>
        [.. EngineRun.PlanOf(circuit).Steps.Cast<ShotStep.Gates>().SelectMany(step => step.Operators)];
}
