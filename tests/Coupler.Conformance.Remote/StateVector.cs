using System.Numerics;

namespace Coupler.Conformance.Remote;

/// <summary>2ⁿ amplitudes, bit q of an index for qubit q; every gate by its definition, slowly.</summary>
internal sealed class StateVector
{
    private readonly Complex[] amplitudes;

    public StateVector(int qubits)
    {
        amplitudes = new Complex[1 << qubits];
        amplitudes[0] = 1;
    }

    public void Hadamard(int qubit)
    {
        var bit = 1 << qubit;
        for (var index = 0; index < amplitudes.Length; index++)
        {
            if ((index & bit) != 0) continue;
            var (zero, one) = (amplitudes[index], amplitudes[index | bit]);
            (amplitudes[index], amplitudes[index | bit]) = ((zero + one) / Math.Sqrt(2), (zero - one) / Math.Sqrt(2));
        }
    }

    /// <param name="controls">The bits that must all be 1.</param>
    public void Not(int qubit, int controls)
    {
        var bit = 1 << qubit;
        for (var index = 0; index < amplitudes.Length; index++)
        {
            if ((index & bit) != 0 || (index & controls) != controls) continue;
            (amplitudes[index], amplitudes[index | bit]) = (amplitudes[index | bit], amplitudes[index]);
        }
    }

    public void RotateZ(int qubit, double radians)
    {
        for (var index = 0; index < amplitudes.Length; index++)
        {
            amplitudes[index] *= Complex.FromPolarCoordinates(1, (index >> qubit & 1) == 0 ? -radians / 2 : radians / 2);
        }
    }

    /// <summary>Outcomes of so many measurements of all qubits, by inversion with SplitMix64 (Steele, Lea, Flood 2014).</summary>
    public SortedDictionary<uint, uint> Sample(int shots, ulong seed)
    {
        var counts = new SortedDictionary<uint, uint>();
        for (var shot = 0; shot < shots; shot++)
        {
            seed += 0x9E3779B97F4A7C15;
            var mixed = (seed ^ (seed >> 30)) * 0xBF58476D1CE4E5B9;
            mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
            var outcome = Outcome(((mixed ^ (mixed >> 31)) >> 11) * Math.Pow(2, -53));
            counts[outcome] = counts.GetValueOrDefault(outcome) + 1;
        }

        return counts;
    }

    private uint Outcome(double uniform)
    {
        var last = 0U;
        for (var index = 0U; index < amplitudes.Length; index++)
        {
            var probability = amplitudes[index].Magnitude * amplitudes[index].Magnitude;
            if (probability == 0) continue;
            last = index;
            uniform -= probability;
            if (uniform < 0) break;
        }

        return last;
    }
}
