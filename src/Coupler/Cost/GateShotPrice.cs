using System.Collections.Immutable;
using Coupler.Circuits;

namespace Coupler.Cost;

/// <summary>So much for each gate of each shot, and a part that every job pays, or a least sum.</summary>
internal sealed record GateShotPrice : Price
{
    private const string GateShot = "gate-shot";

    /// <summary>For one gate on one qubit, in one shot.</summary>
    public required decimal OneQubit { get; init; }

    public required decimal TwoQubit { get; init; }

    /// <summary>For each qubit that is prepared, each measurement and each reset, in one shot.</summary>
    public decimal PreparationOrMeasurement { get; init; }

    /// <summary>Added for each job.</summary>
    public decimal Fixed { get; init; }

    /// <summary>What a job costs if its gates come to less.</summary>
    public decimal Minimum { get; init; }

    public override ImmutableArray<CostLine> Charge(CostBasis basis)
    {
        if (basis.Workload is not Circuit circuit)
        {
            throw new CostUnknownException(
                basis.Target,
                $"it charges by the gate, and gates can be counted in a circuit only, not in {basis.Workload.Format}.");
        }

        var rules = basis.Gates
            ?? throw new InvalidOperationException($"The price list that names {basis.Target} does not say what a gate is.");
        var tally = new GateCounter(basis.Target, rules, PerShot).Count(circuit);
        decimal shots = basis.Options.Shots;
        ImmutableArray<CostLine> lines =
        [
            new("each job", 1, "job", Fixed),
            new("one-qubit gates", tally.OneQubit * shots, GateShot, OneQubit),
            new("two-qubit gates", tally.TwoQubit * shots, GateShot, TwoQubit),
            new("preparation, measurement, reset", tally.Preparations * shots, "operation-shot", PreparationOrMeasurement),
        ];
        var missing = Minimum - lines.Sum(line => line.Cost);
        lines = [.. lines, new("up to the least sum of a job", 1, "job", Math.Max(0, missing))];
        return [.. lines.Where(line => line.UnitPrice > 0)];
    }

    private decimal PerShot(GateTally tally) =>
        (tally.OneQubit * OneQubit) + (tally.TwoQubit * TwoQubit) + (tally.Preparations * PreparationOrMeasurement);
}
