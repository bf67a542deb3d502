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
        // An outcome stands for its basis state in which the qubits that decide about no bit are 0.
        var others = new BlockSet((long)~sources.Qubits & ((1L << state.QubitCount) - 1), Values: 0, state.QubitCount);
        if (others.Mask == 0) AddStates(state, largest);
        else AddMarginals(state, sources.Qubits, largest);
        foreach (var (place, weight) in largest.Take())
        {
            var outcome = sources.Read(others.Mask == 0 ? place : others.FreeAt(place));
            probabilities[outcome] = probabilities.GetValueOrDefault(outcome) + (scale * weight);
        }
    }

    private void AddStates(Amplitudes<TLanes> state, LargestWeights largest)
    {
        Weights.ForEachRun(state, loop, (_, weights) => largest.Count(weights));
        Weights.ForEachRun(state, loop, largest.Collect);
    }

    /// <summary>Sums over the qubits that decide about no bit.</summary>
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
        largest.Collect(0, sums);
    }
}
