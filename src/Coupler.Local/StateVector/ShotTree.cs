using Coupler.Local.Numerics;

namespace Coupler.Local.StateVector;

/// <summary>
/// Runs a plan for many shots at once. Shots go together as long as their measurements agree; where the outcomes differ, the
/// state is copied and each part of the shots goes its own way. Where probabilities are wanted, ways that no shot takes are
/// followed, too. Of two parts the one with fewer shots goes first: so no more states wait than the shots can be halved.
/// </summary>
/// <param name="distribution">Where the probabilities are added up, if they are wanted.</param>
internal sealed class ShotTree<TLanes>(
    ShotPlan plan,
    ShotRandom random,
    int shotCount,
    ExactDistribution<TLanes>? distribution,
    ParallelLoop loop,
    ShotProgress progress) : IDisposable
    where TLanes : unmanaged, ILanes<TLanes>
{
    /// <summary>So few that they stay in the first-level cache.</summary>
    private const int DrawsAtATime = 1_024;

    private readonly int[] shots = Enumerable.Range(0, shotCount).ToArray();
    private readonly double[] uniforms = new double[plan.Branchings == 0 ? 0 : Math.Min(shotCount, DrawsAtATime)];
    private readonly Kernel<TLanes>[]?[] kernels = new Kernel<TLanes>[plan.Steps.Length][];
    private readonly Sampler<TLanes> sampler = new(random, loop);
    private readonly ShotTally tally = new(shotCount);
    private readonly Stack<ShotHistory<TLanes>> waiting = [];
    private readonly List<Amplitudes<TLanes>> states = [];
    private readonly Stack<Amplitudes<TLanes>> spare = [];

    private sealed record Outcome(bool Value, double Weight, double Chance, Range Shots)
    {
        public int ShotCount => Shots.End.Value - Shots.Start.Value;
    }

    public ShotTally Run()
    {
        waiting.Push(Root());
        while (waiting.TryPop(out var history)) Follow(history);
        return tally;
    }

    public void Dispose() => states.ForEach(state => state.Dispose());

    private ShotHistory<TLanes> Root()
    {
        var state = NewState();
        state.SetToZeroState(loop);
        int[] sources = plan.MeasuresNothing
            ? [.. Enumerable.Range(0, plan.QubitCount)]
            : [.. Enumerable.Repeat(-1, plan.BitCount)];
        return new() { State = state, Shots = 0..shotCount, Bits = new bool[sources.Length], Sources = sources };
    }

    /// <summary>Goes through the steps to the end, or to one that may split the shots: the parts wait then.</summary>
    private void Follow(ShotHistory<TLanes> history)
    {
        while (history.Position < plan.Steps.Length)
        {
            var position = history.Position++;
            switch (plan.Steps[position])
            {
                case ShotStep.Gates gates:
                    Apply(gates, ref kernels[position], history.State);
                    break;
                case ShotStep.Defer defer:
                    history.Sources[defer.Bit] = defer.Qubit;
                    break;
                case ShotStep.Unless unless:
                    if (!history.Satisfies(unless)) history.Position = unless.Target;
                    break;
                case ShotStep.Jump jump:
                    history.Position = jump.Target;
                    break;
                case ShotStep.Measure measure:
                    Split(history, measure.Qubit, measure.Bit);
                    return;
                case ShotStep.Reset reset:
                    Split(history, reset.Qubit, bit: null);
                    return;
            }
        }

        Finish(history);
    }

    private void Apply(ShotStep.Gates gates, ref Kernel<TLanes>[]? ready, Amplitudes<TLanes> state)
    {
        ready ??= [.. gates.Operators.Select(gate => Kernel<TLanes>.For(gate, state.BlockBits))];
        foreach (var kernel in ready)
        {
            kernel.Apply(state, loop);
            progress.GatesDone(kernel.GateCount);
        }

        state.Phase *= gates.Phase;
    }

    /// <summary>Measures a qubit into a bit, or without a bit resets it.</summary>
    private void Split(ShotHistory<TLanes> history, int qubit, int? bit)
    {
        var zero = Weights.Of(history.State, qubit, value: false, loop);
        var one = Weights.Of(history.State, qubit, value: true, loop);
        var middle = Partition(history, one / (zero + one));
        Outcome[] outcomes =
        [
            new(false, zero, zero / (zero + one), history.Shots.Start..middle),
            new(true, one, one / (zero + one), middle..history.Shots.End),
        ];
        Outcome[] wanted =
            [.. outcomes.Where(outcome => IsWanted(outcome, history)).OrderByDescending(outcome => outcome.ShotCount)];
        for (var i = 0; i < wanted.Length; i++)
        {
            var state = i == wanted.Length - 1 ? history.State : CopyOf(history.State);
            var outcome = wanted[i];
            Project(state, qubit, outcome, isReset: bit is null);
            waiting.Push(history.Next(state, outcome.Shots, history.Probability * outcome.Chance, bit, outcome.Value));
        }

        if (wanted.Length == 0) spare.Push(history.State);
    }

    private bool IsWanted(Outcome outcome, ShotHistory<TLanes> history) =>
        outcome.ShotCount > 0 || (distribution is not null && history.Probability * outcome.Chance > distribution.Smallest);

    /// <summary>Brings the shots with outcome 0 before those with outcome 1 and returns where the latter begin.</summary>
    private int Partition(ShotHistory<TLanes> history, double chanceOfOne)
    {
        var part = shots.AsSpan(history.Shots);
        var zeros = 0;
        for (var i = 0; i < part.Length; i++)
        {
            if (i % DrawsAtATime == 0)
            {
                loop.ThrowIfCancelled();
                var next = part[i..Math.Min(i + DrawsAtATime, part.Length)];
                random.Fill(next, history.Draws, uniforms);
            }

            if (uniforms[i % DrawsAtATime] < chanceOfOne) continue;
            (part[zeros], part[i]) = (part[i], part[zeros]);
            zeros++;
        }

        return history.Shots.Start.Value + zeros;
    }

    /// <summary>Leaves what agrees with the outcome, at norm 1; a reset brings it to |0⟩.</summary>
    private void Project(Amplitudes<TLanes> state, int qubit, Outcome outcome, bool isReset)
    {
        var scale = 1 / Math.Sqrt(outcome.Weight);
        var projection = !outcome.Value ? QubitOperator.Diagonal([qubit], scale, 0)
            : isReset ? QubitOperator.Dense([qubit], 0, scale, 0, 0)
            : QubitOperator.Diagonal([qubit], 0, scale);
        Kernel<TLanes>.For(projection, state.BlockBits).Apply(state, loop);
    }

    private void Finish(ShotHistory<TLanes> history)
    {
        var sources = new BitSources(history.Bits, history.Sources);
        var part = shots.AsSpan(history.Shots);
        if (part.Length > 0 && sources.Qubits == 0) tally.Add(sources.Read(0), part);
        else if (part.Length > 0) sampler.Sample(history.State, part, history.Draws, sources, tally);
        distribution?.Add(history.State, history.Probability, sources);
        progress.ShotsDone(part.Length);
        spare.Push(history.State);
    }

    private Amplitudes<TLanes> CopyOf(Amplitudes<TLanes> state)
    {
        var copy = NewState();
        state.CopyTo(copy, loop);
        return copy;
    }

    private Amplitudes<TLanes> NewState()
    {
        if (spare.TryPop(out var used)) return used;
        var state = new Amplitudes<TLanes>(plan.QubitCount);
        states.Add(state);
        return state;
    }
}
