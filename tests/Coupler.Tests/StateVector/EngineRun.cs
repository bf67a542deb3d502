using Coupler.Circuits;
using Coupler.Local;
using Coupler.Local.StateVector;

namespace Coupler.Tests.StateVector;

/// <summary>Runs a circuit on the state-vector target as the local workspace does, without a job around it.</summary>
internal static class EngineRun
{
    private static readonly StateVectorTarget Target = new();

    public static CircuitResult Of(Circuit circuit, int shots = 1_000, long seed = 1, StateVectorParameters? parameters = null)
    {
        var options = new JobOptions { Shots = shots, Seed = seed, Parameters = parameters };
        Target.Validate(circuit, options);
        return CircuitResultFormat.Read(Target.Run(circuit, options, _ => { }, TestContext.Current.CancellationToken));
    }

    public static Payload Run(
        this LocalTarget target, Workload workload, JobOptions options, Action<JobProgress> progress, CancellationToken token) =>
        target.Prepare(workload, options, token).Run(progress, token);

    public static ShotPlan PlanOf(Circuit circuit) => ShotPlan.Of(circuit, TestContext.Current.CancellationToken);

    /// <summary>Bit strings as text, which is how tests write them.</summary>
    public static Dictionary<string, TValue> Texts<TValue>(this IReadOnlyDictionary<BitString, TValue> values) =>
        values.ToDictionary(pair => pair.Key.ToString(), pair => pair.Value);
}
