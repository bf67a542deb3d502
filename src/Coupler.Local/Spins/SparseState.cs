using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Coupler.Local.Spins;

/// <summary>A state of a <see cref="SparseSystem"/>.</summary>
internal sealed class SparseState(SparseSystem system) : IntegerState(system, system.Unit, system.Fields)
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Flip(int spin)
    {
        Units -= 2L * Gain(spin);
        var sign = ~Signs[spin];
        Signs[spin] = sign;
        ref var fields = ref MemoryMarshal.GetArrayDataReference(Fields);
        foreach (var (other, weight) in Row(spin)) Unsafe.Add(ref fields, other) += (weight ^ sign) - sign;
    }

    protected override long CouplingField(int spin)
    {
        var twice = 0L;
        foreach (var (other, weight) in Row(spin)) twice += Signed(weight, Signs[other]);
        return twice / 2;
    }

    /// <summary>Only moves of groups ask for it, and where there are groups, rows are in ascending order.</summary>
    protected override int TwiceWeight(int spin, int other)
    {
        var row = Row(spin);
        var (low, high) = (0, row.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (row[middle].Spin < other) low = middle + 1;
            else high = middle;
        }

        return low < row.Length && row[low].Spin == other ? row[low].TwiceWeight : 0;
    }

    private ReadOnlySpan<SpinNeighbour> Row(int spin) =>
        system.Neighbours.AsSpan(system.Starts[spin], system.Starts[spin + 1] - system.Starts[spin]);
}
