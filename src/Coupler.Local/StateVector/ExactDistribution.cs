using System.Numerics;
using Coupler.Circuits;
using Coupler.Local.Numerics;

namespace Coupler.Local.StateVector;

/// <summary>
/// The probabilities of all outcomes, added up over the histories that lead to them. Of one history's outcomes the largest are
/// kept, and none that may be rounding alone.
/// </summary>
internal sealed class ExactDistribution<TLanes>(double smallest, ParallelLoop loop)
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
        var largest = new LargestWeights(Smallest / scale);
        if (BitOperations.PopCount(sources.Qubits) == state.QubitCount) AddStates(state, largest);
        else AddMarginals(state, sources.Qubits, largest);
        foreach (var (basisState, weight) in largest.Take())
        {
            var outcome = sources.Read(basisState);
            probabilities[outcome] = probabilities.GetValueOrDefault(outcome) + (scale * weight);
        }
    }

    private void AddStates(Amplitudes<TLanes> state, LargestWeights largest)
    {
        Weights.ForEachRun(state, loop, (_, weights) => largest.Count(weights));
        Weights.ForEachRun(state, loop, largest.Collect);
    }

    /// <summary>Sums over the qubits that decide about no bit; a sum stands for its basis state in which those are 0.</summary>
    private void AddMarginals(Amplitudes<TLanes> state, ulong qubits, LargestWeights largest)
    {
        int[] places = [.. Enumerable.Range(0, state.QubitCount).Where(qubit => (qubits >> qubit & 1) != 0)];
        var sums = new double[1L << places.Length];
        var row = new GatheredBits(places, state.QubitCount);
        Weights.ForEachRun(state, loop, (first, weights) =>
        {
            for (var i = 0; i < weights.Length; i++) sums[row[first + i]] += weights[i];
        });
        largest.Count(sums);
        var set = new BlockSet(~(long)qubits, 0, state.QubitCount);
        var basisState = 0L;
        for (var i = 0; i < sums.Length; i++)
        {
            largest.Collect(basisState, sums.AsSpan(i, 1));
            basisState = BlockSet.Next(basisState, set.Mask);
        }
    }
}
