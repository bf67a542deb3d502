using Coupler.Circuits;
using Coupler.Local.Auto;
using Coupler.Local.StateVector;
using Coupler.Tests.StateVector;
using static Coupler.Circuits.Gates;

namespace Coupler.Tests.Local;

public sealed class AutoTargetTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void The_automatic_choice_gives_the_picked_simulator_s_result_and_its_name()
    {
        Circuit circuit = [H(0), CX(0, 1), MeasureAll()];
        var auto = new AutoTarget([new StateVectorTarget()]);

        var result = CircuitResultFormat.Read(auto.Run(circuit, new() { Seed = 7 }, _ => { }, Token).Detached());

        Assert.Equal(EngineRun.Of(circuit, seed: 7).ShotsInOrder, result.ShotsInOrder);
        Assert.Equal("local.state-vector", result.Provenance.Target);
        Assert.Equal(["simulator"], auto.Target.Aliases);
    }

    [Fact]
    public void The_first_simulator_that_takes_a_job_is_picked_and_only_it_plans()
    {
        var (small, large) = (new ScriptedTarget("local.small") { Refusal = "too large." }, new ScriptedTarget("local.large"));
        var auto = new AutoTarget([small, large]);
        Circuit circuit = [H(0)];

        auto.Validate(circuit, new());
        auto.Prepare(circuit, new(), Token);

        Assert.Equal(["validate", "validate"], small.Calls);
        Assert.Equal(["validate", "validate", "prepare"], large.Calls);
    }

    [Fact]
    public void The_automatic_choice_says_why_no_simulator_takes_a_job()
    {
        Circuit circuit = [H(59)];
        var auto = new AutoTarget([new StateVectorTarget(), new ScriptedTarget("local.other") { Refusal = "it is closed." }]);

        var refusal = Assert.Throws<TargetRefusedException>(() => auto.Validate(circuit, new()));

        Assert.Equal("local.auto", refusal.Target);
        Assert.Contains("local.state-vector: 60 qubits", refusal.Reason);
        Assert.Contains("local.other: it is closed.", refusal.Reason);
    }
}
