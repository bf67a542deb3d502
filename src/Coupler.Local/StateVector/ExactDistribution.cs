using System.Numerics;
using Coupler.Circuits;
using Coupler.Local.Numerics;

namespace Coupler.Local.StateVector;

/// <summary>
/// The probabilities of all outcomes, added up over the histories that lead to them. Of one history's outcomes the largest are
/// kept, and none that may be rounding alone.
/// </summary>
internal sealed unsafe class ExactDistribution<TLanes>(double smallest, ParallelLoop loop)
    where TLanes : unmanaged, ILanes<TLanes>
{
    private readonly Dictionary<BitString, double> probabilities = [];

    /// <summary>A probability that is smaller is taken for 0.</summary>
    public double Smallest { get; } = smallest;

    public IReadOnlyDictionary<BitString, double> Probabilities => probabilities;

    /// <param name="probability">Of the history that ends in this state.</param>
    public void Add(Amplitudes<TLanes> state, double probability, BitSources sources)
    {
        var scale = probability / Weights.ByRun(state, loop).Sum();
        var largest = new LargestWeights();
        if (BitOperations.PopCount(sources.Qubits) == state.QubitCount) ForEachState(state, largest.Add);
        else AddMarginals(state, sources.Qubits, largest);
        foreach (var (basisState, weight) in largest.Take())
        {
            if (scale * weight < Smallest) break;
            var outcome = sources.Read(basisState);
            probabilities[outcome] = probabilities.GetValueOrDefault(outcome) + (scale * weight);
        }
    }

    /// <summary>Sums over the qubits that decide about no bit; each sum stands for its basis state in which those are 0.</summary>
    private void AddMarginals(Amplitudes<TLanes> state, ulong qubits, LargestWeights largest)
    {
        int[] places = [.. Enumerable.Range(0, state.QubitCount).Where(qubit => (qubits >> qubit & 1) != 0)];
        var row = new GatheredBits(places, state.QubitCount);
        var sums = new double[1L << places.Length];
        ForEachState(state, (basisState, weight) => sums[row[basisState]] += weight);
        var set = new BlockSet(~(long)qubits, 0, state.QubitCount);
        var free = 0L;
        foreach (var sum in sums)
        {
            largest.Add(free, sum);
            free = set.Next(free);
        }
    }

    private void ForEachState(Amplitudes<TLanes> state, Action<long, double> use)
    {
        for (var number = 0L; number < state.BlockCount; number++)
        {
            if (number % Weights.RunLength == 0) loop.ThrowIfCancelled();
            var block = state.Blocks + (2 * number);
            for (var lane = 0; lane < Math.Min(1L << TLanes.Bits, 1L << state.QubitCount); lane++)
            {
                var (re, im) = (TLanes.Lane(block[0], lane), TLanes.Lane(block[1], lane));
                use((number << TLanes.Bits) | (long)lane, (re * re) + (im * im));
            }
        }
    }
}
