using System.Numerics;
using Coupler.Local.Numerics;

namespace Coupler.Local.StateVector;

/// <summary>
/// A dense operator, laid out for kernels. Of its k qubits h choose between blocks (rows r and columns c of 2ʰ blocks) and the
/// others between lanes of one block. What lane λ of block r becomes is a sum over the blocks c and over the distances d between
/// lanes: <c>Σ element[r, c, d][λ] · block[c][λ ^ d]</c>. The coefficients differ from lane to lane, which also takes care of
/// controls within a block: a lane whose controls do not hold has those of the identity.
/// </summary>
internal sealed unsafe class LaneMatrix<TLanes>
    where TLanes : unmanaged, ILanes<TLanes>
{
    private readonly LaneTable<TLanes> elements;

    public LaneMatrix(QubitOperator gate, int blockBits)
    {
        var high = Places(gate, qubit => qubit >= TLanes.Bits);
        var low = Places(gate, qubit => qubit < TLanes.Bits);
        BlockOffsets = Combinations(high, place => 2L << (gate.Qubits[place] - TLanes.Bits));
        Distances = Array.ConvertAll(Combinations(low, place => 1L << gate.Qubits[place]), distance => (int)distance);
        Patterns = Array.ConvertAll(Distances, TLanes.ExchangePattern);
        var controls = (long)(gate.Controls >> TLanes.Bits);
        Blocks = new BlockSet(controls | (BlockOffsets[^1] / 2), (long)(gate.ControlValues >> TLanes.Bits), blockBits);
        elements = new LaneTable<TLanes>(2 * BlockOffsets.Length * BlockOffsets.Length * Distances.Length);
        Fill(gate, Array.ConvertAll(Combinations(high, place => 1L << place), row => (int)row), low);
    }

    /// <summary>For each r, in registers: how far its block lies behind that of r = 0.</summary>
    public long[] BlockOffsets { get; }

    /// <summary>One for each d; the first, of distance 0, is never used.</summary>
    public TLanes[] Patterns { get; }

    /// <summary>The blocks r = 0 of all places where the operator acts.</summary>
    public BlockSet Blocks { get; }

    /// <summary>Real and imaginary parts by r, then c, then d.</summary>
    public TLanes* Elements => elements.Pointer;

    private int[] Distances { get; }

    private static int[] Places(QubitOperator gate, Func<int, bool> isWanted) =>
        [.. Enumerable.Range(0, gate.Qubits.Length).Where(place => isWanted(gate.Qubits[place]))];

    /// <summary>For each subset of the places, in binary order, the sum of their values.</summary>
    private static long[] Combinations(int[] places, Func<int, long> value)
    {
        var sums = new long[1 << places.Length];
        for (var i = 0; i < places.Length; i++)
        {
            for (var subset = 0; subset < 1 << i; subset++) sums[subset | (1 << i)] = sums[subset] + value(places[i]);
        }

        return sums;
    }

    private void Fill(QubitOperator gate, int[] rows, int[] low)
    {
        Span<double> re = stackalloc double[1 << TLanes.Bits];
        Span<double> im = stackalloc double[1 << TLanes.Bits];
        var perRow = rows.Length * Distances.Length;
        for (var i = 0; i < rows.Length * perRow; i++)
        {
            var (row, column) = (rows[i / perRow], rows[i % perRow / Distances.Length]);
            var distance = Distances[i % Distances.Length];
            for (var lane = 0; lane < re.Length; lane++)
            {
                (re[lane], im[lane]) = ElementAt(gate, row, column, low, lane, distance);
            }

            Elements[2 * i] = TLanes.Create(re);
            Elements[(2 * i) + 1] = TLanes.Create(im);
        }
    }

    private static (double Re, double Im) ElementAt(QubitOperator gate, int row, int column, int[] low, int lane, int distance)
    {
        var controls = gate.Controls & ((1UL << TLanes.Bits) - 1);
        if (((ulong)lane & controls) != (gate.ControlValues & controls)) return (row == column && distance == 0 ? 1 : 0, 0);
        foreach (var place in low)
        {
            row |= ((lane >> gate.Qubits[place]) & 1) << place;
            column |= (((lane ^ distance) >> gate.Qubits[place]) & 1) << place;
        }

        Complex element = gate[row, column];
        return (element.Real, element.Imaginary);
    }
}
