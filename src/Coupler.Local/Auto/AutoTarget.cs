using System.Collections.Immutable;

namespace Coupler.Local.Auto;

/// <summary>Runs a job on the first simulator that takes it.</summary>
/// <param name="simulators">In the order in which they are asked.</param>
internal sealed class AutoTarget(ImmutableArray<LocalTarget> simulators) : LocalTarget
{
    private const string Id = "local.auto";

    public override Target Target { get; } = new()
    {
        Id = Id,
        Provider = "local",
        Kind = TargetKind.Simulator,
        Description = "Picks the simulator of this process that can run the job.",
        Aliases = ["simulator"],
        Formats = [.. simulators.SelectMany(simulator => simulator.Target.Formats).Distinct()],
        MaxQubits = simulators.Max(simulator => simulator.Target.MaxQubits),
    };

    public override void Validate(Workload workload, JobOptions options) => Choose(workload, options);

    public override PreparedRun Prepare(Workload workload, JobOptions options, CancellationToken cancellationToken) =>
        Choose(workload, options).Prepare(workload, options, cancellationToken);

    private LocalTarget Choose(Workload workload, JobOptions options)
    {
        var reasons = new List<string>();
        foreach (var simulator in simulators)
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
