using System.Numerics;
using System.Runtime.Intrinsics;
using Coupler.Circuits;
using Coupler.Local.Numerics;
using Coupler.Local.StateVector;

namespace Coupler.Tests.StateVector;

/// <summary>The amplitudes that the engine's kernels give, for each kind of lanes that this process can run.</summary>
internal static class EngineState
{
    public delegate Complex[] Engine(Circuit circuit, bool isFused);

    /// <summary>Name, engine, and how far an amplitude of a circuit of some dozens of gates may be off.</summary>
    public static IEnumerable<(string Name, Engine Run, double Tolerance)> Engines
    {
        get
        {
            yield return (nameof(Float1), Of<Float1>, 2e-5);
            yield return (nameof(Double1), Of<Double1>, 1e-12);
            if (!Vector256.IsHardwareAccelerated) yield break;
            yield return (nameof(Float8), Of<Float8>, 2e-5);
            yield return (nameof(Double4), Of<Double4>, 1e-12);
        }
    }

    private static Complex[] Of<TLanes>(Circuit circuit, bool isFused)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        var loop = new ParallelLoop(threads: 2, TestContext.Current.CancellationToken);
        using var state = new Amplitudes<TLanes>(circuit.QubitCount);
        state.SetToZeroState(loop);
        if (isFused)
        {
            foreach (var step in EngineRun.PlanOf(circuit).Steps.Cast<ShotStep.Gates>())
            {
                Apply(step.Operators, state, loop);
                state.Phase *= step.Phase;
            }
        }
        else
        {
            Apply(circuit.OfType<GateInstruction>().Select(GateLowering.Of), state, loop);
        }

        return [.. Enumerable.Range(0, 1 << circuit.QubitCount).Select(index => state[index])];
    }

    private static void Apply<TLanes>(IEnumerable<QubitOperator> operators, Amplitudes<TLanes> state, ParallelLoop loop)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        foreach (var gate in operators) Kernel<TLanes>.For(gate, state.BlockBits).Apply(state, loop);
    }
}
