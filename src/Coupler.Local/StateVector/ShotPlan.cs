using System.Collections.Immutable;
using Coupler.Circuits;

namespace Coupler.Local.StateVector;

/// <summary>
/// What happens in one shot of a circuit, as a list of steps that only ever jumps forward. Gates are joined, and a measurement
/// splits the run only if something that follows depends on it.
/// </summary>
/// <param name="Steps">Targets of jumps are places in this list, or its length.</param>
/// <param name="Branchings">How many steps may have two outcomes: measurements in the middle, and resets.</param>
/// <param name="MeasuredQubits">Qubits whose measurement is put off to the end, as a mask; all if nothing is measured.</param>
/// <param name="MeasuresNothing">Then the result is about the probabilities of all qubits.</param>
internal sealed record ShotPlan(
    ImmutableArray<ShotStep> Steps, int QubitCount, int BitCount, int Branchings, ulong MeasuredQubits, bool MeasuresNothing)
{
    /// <summary>Gates of the circuit that are left after gates which undo each other or do nothing are gone.</summary>
    public int GateCount => Steps.OfType<ShotStep.Gates>().Sum(step => step.Operators.Sum(gate => gate.GateCount));

    /// <param name="circuit">Of at most 63 qubits, and without free parameters.</param>
    /// <exception cref="OperationCanceledException">Planning was cancelled, which millions of gates make worth while.</exception>
    public static ShotPlan Of(Circuit circuit, CancellationToken cancellationToken)
    {
        var planner = new ShotPlanner(circuit, cancellationToken);
        var steps = planner.Plan();
        var deferred = steps.OfType<ShotStep.Defer>().Aggregate(0UL, (mask, step) => mask | (1UL << step.Qubit));
        return new(
            steps,
            circuit.QubitCount,
            circuit.BitCount,
            steps.Count(step => step is ShotStep.Measure or ShotStep.Reset),
            planner.MeasuresNothing ? (1UL << circuit.QubitCount) - 1 : deferred,
            planner.MeasuresNothing);
    }
}
