using System.Numerics;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Coupler.Circuits;
using Coupler.Local.Numerics;

namespace Coupler.Local.StateVector;

/// <summary>
/// Simulates a circuit by keeping all 2ⁿ amplitudes of its n qubits. With the same seed shot i has the same outcome, whatever
/// the number of shots or threads.
/// </summary>
internal sealed class StateVectorTarget : LocalTarget
{
    public const string Id = "local.state-vector";

    /// <summary>So little that nobody needs to ask the system whether it is there.</summary>
    private const int SmallNeed = 16 << 20;

    /// <summary>Qubits of states too small to gain from wide registers; the portable code is ready at once.</summary>
    private const int LargestSmallState = 6;

    /// <summary>The longest list that the runtime has for the probabilities of a part of the qubits.</summary>
    private const int MostSummedQubits = 30;

    public override Target Target { get; } = new()
    {
        Id = Id,
        Provider = "local",
        Kind = TargetKind.Simulator,
        Description = "Simulates a circuit by its full state vector, in this process.",
        Formats = [CircuitFormat.Name],
        // With the default settings; single precision takes one more.
        MaxQubits = MemoryNeed.QubitsThatFit(new StateVectorParameters().Precision, AvailableMemory.Total),
    };

    /// <summary>Whether the processor has what the kernels for 256-bit registers are made of.</summary>
    private static bool HasWideRegisters => Vector256.IsHardwareAccelerated && Avx2.IsSupported && Fma.IsSupported;

    public override void Validate(Workload workload, JobOptions options) => Check(workload, options);

    public override PreparedRun Prepare(Workload workload, JobOptions options, CancellationToken cancellationToken)
    {
        var (circuit, parameters) = Check(workload, options);
        var plan = ShotPlan.Of(circuit, cancellationToken);
        var isExact = IsExact(plan, parameters);
        if (isExact) RefuseTooManyOutcomes(plan);
        var need = MemoryNeed.Of(plan, parameters.Precision, isExact, options.Shots);
        RefuseWhatDoesNotFit(need);
        return new((long)need.Bytes, (progress, token) =>
        {
            var loop = new ParallelLoop(Math.Min(parameters.Threads ?? int.MaxValue, Environment.ProcessorCount), token);
            var result = Simulate(plan, parameters, options, loop, progress);
            return CircuitResultFormat.Write(result with
            {
                Registers = circuit.BitRegisters,
                Provenance = Provenance.Unknown with { Target = Id },
            });
        });
    }

    private static CircuitResult Simulate(
        ShotPlan plan, StateVectorParameters parameters, JobOptions options, ParallelLoop loop, Action<JobProgress> progress) =>
        (parameters.Precision, HasWideRegisters && plan.QubitCount > LargestSmallState) switch
        {
            (Precision.Float32, true) => Simulate<Float8>(plan, parameters, options, loop, progress),
            (Precision.Float32, false) => Simulate<Float1>(plan, parameters, options, loop, progress),
            (_, true) => Simulate<Double4>(plan, parameters, options, loop, progress),
            (_, false) => Simulate<Double1>(plan, parameters, options, loop, progress),
        };

    private static CircuitResult Simulate<TLanes>(
        ShotPlan plan, StateVectorParameters parameters, JobOptions options, ParallelLoop loop, Action<JobProgress> progress)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        var shots = plan.MeasuresNothing ? 0 : options.Shots;
        // What thousands of gates may leave of an amplitude 0, squared.
        var smallest = parameters.Precision == Precision.Float32 ? 1e-12 : 1e-15;
        var distribution = IsExact(plan, parameters) ? new ExactDistribution<TLanes>(smallest, loop) : null;
        using var tree = new ShotTree<TLanes>(
            plan, new ShotRandom(options.Seed ?? 0), shots, distribution, loop, new ShotProgress(plan, shots, progress));
        return tree.Run().ToResult() with { Probabilities = distribution?.Probabilities };
    }

    private static bool IsExact(ShotPlan plan, StateVectorParameters parameters) =>
        plan.MeasuresNothing || parameters.Probabilities;

    /// <summary>All that can be said without a plan.</summary>
    private static (Circuit Circuit, StateVectorParameters Parameters) Check(Workload workload, JobOptions options)
    {
        if (workload is not Circuit circuit)
        {
            throw new TargetRefusedException(Id, $"it runs circuits, and this is a {workload.Format}.");
        }

        var parameters = StateVectorParameters.Of(options.Parameters);
        RefuseWhatDoesNotFit(MemoryNeed.OfOneState(circuit.QubitCount, parameters.Precision));
        if (circuit.Parameters is [var free, ..])
        {
            throw new TargetRefusedException(
                Id, $"its parameter '{free.Name}' has no value. Bind the circuit's parameters first: circuit.Bind(…).");
        }

        return (circuit, parameters);
    }

    private static void RefuseWhatDoesNotFit(MemoryNeed need)
    {
        if (need.Fits(SmallNeed)) return;
        var available = AvailableMemory.Total;
        if (!need.Fits(available)) throw new TargetRefusedException(Id, need.Refusal(available));
    }

    /// <summary>The exact probabilities of a circuit that branches are a sum over all ways through it.</summary>
    private static void RefuseTooManyOutcomes(ShotPlan plan)
    {
        var measured = BitOperations.PopCount(plan.MeasuredQubits);
        var most = BitOperations.Log2(LargestWeights.Limit);
        if (plan.Branchings > 0 && plan.Branchings + measured > most)
        {
            throw new TargetRefusedException(
                Id,
                $"exact probabilities follow every outcome of the {plan.Branchings} measurements and resets in its middle "
                + $"and of the {measured} qubits measured at its end; those may be more than 2^{most}. Ask for counts only.");
        }

        if (measured > MostSummedQubits && measured < plan.QubitCount)
        {
            throw new TargetRefusedException(
                Id,
                $"exact probabilities of {measured} of {plan.QubitCount} qubits are too long a list. Ask for all qubits, "
                + $"or of {MostSummedQubits} at most.");
        }
    }
}
