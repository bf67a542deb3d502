using System.Collections.Immutable;
using Coupler.Local.StateVector;

namespace Coupler.Local.Auto;

/// <summary>Runs a job on the first simulator of this process that takes it.</summary>
internal sealed class AutoTarget : LocalTarget
{
    private const string Id = "local.auto";

    /// <summary>In the order in which they are asked.</summary>
    private static readonly ImmutableArray<LocalTarget> Simulators = [new StateVectorTarget()];

    public override Target Target { get; } = new()
    {
        Id = Id,
        Provider = "local",
        Kind = TargetKind.Simulator,
        Description = "Picks the simulator of this process that can run the job.",
        Aliases = ["simulator"],
        Formats = [.. Simulators.SelectMany(simulator => simulator.Target.Formats).Distinct()],
        MaxQubits = Simulators.Max(simulator => simulator.Target.MaxQubits),
    };

    public override void Validate(Workload workload, JobOptions options) => Choose(workload, options);

    public override Payload Run(
        Workload workload, JobOptions options, Action<JobProgress> progress, CancellationToken cancellationToken) =>
        Choose(workload, options).Run(workload, options, progress, cancellationToken);

    private static LocalTarget Choose(Workload workload, JobOptions options)
    {
        var reasons = new List<string>();
        foreach (var simulator in Simulators)
        {
            try
            {
                simulator.Validate(workload, options);
                return simulator;
            }
            catch (TargetRefusedException refusal)
            {
                reasons.Add($"{refusal.Target}: {refusal.Reason}");
            }
        }

        throw new TargetRefusedException(Id, string.Join(" ", reasons));
    }
}
