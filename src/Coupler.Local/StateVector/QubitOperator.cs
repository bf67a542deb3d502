using System.Numerics;

namespace Coupler.Local.StateVector;

/// <summary>
/// A linear map on a few qubits: what is left of gates when names, parameters and exponents are resolved. Immutable.
/// Bit i of a row or column number is qubit <c>Qubits[i]</c>. It acts on basis states whose control bits have the right
/// values and leaves the others alone.
/// </summary>
internal sealed class QubitOperator
{
    /// <summary>What rounding in a product of gates may leave beside an exact 0 or 1.</summary>
    private const double Tolerance = 1e-14;

    /// <summary>The diagonal of a diagonal map, the matrix row by row of any other.</summary>
    private readonly Complex[] elements;

    private QubitOperator(int[] qubits, Complex[] elements, bool isDiagonal, ulong controls = 0, ulong controlValues = 0)
    {
        Qubits = qubits;
        this.elements = elements;
        IsDiagonal = isDiagonal;
        Controls = controls;
        ControlValues = controlValues;
        Support = controls;
        foreach (var qubit in qubits) Support |= 1UL << qubit;
    }

    public int[] Qubits { get; }

    public bool IsDiagonal { get; }

    /// <summary>A mask over all qubits; none of them is in <see cref="Qubits"/>.</summary>
    public ulong Controls { get; }

    /// <summary>The values that the bits of <see cref="Controls"/> must have.</summary>
    public ulong ControlValues { get; }

    /// <summary>How many gates of the circuit it stands for.</summary>
    public int GateCount { get; private init; } = 1;

    /// <summary>Qubits and controls as a mask.</summary>
    public ulong Support { get; }

    private int Size => 1 << Qubits.Length;

    private IEnumerable<int> Rows => Enumerable.Range(0, Size);

    public Complex this[int row, int column] =>
        !IsDiagonal ? elements[(row << Qubits.Length) | column] : row == column ? elements[row] : Complex.Zero;

    /// <param name="diagonal">2ᵏ numbers for k qubits; without qubits a factor for the whole state.</param>
    public static QubitOperator Diagonal(int[] qubits, params Complex[] diagonal) => new(qubits, diagonal, isDiagonal: true);

    /// <param name="matrix">Row by row.</param>
    public static QubitOperator Dense(int[] qubits, params Complex[] matrix) => new(qubits, matrix, isDiagonal: false);

    public QubitOperator ControlledBy(ulong controls, ulong values) =>
        With(Qubits, elements, IsDiagonal, controls, values);

    /// <summary>The same map, with its controls among its qubits.</summary>
    public QubitOperator Folded() => Controls == 0 ? this : Identity([.. Qubits, .. BitsOf(Controls)]).Then(this);

    /// <summary>The same map on these qubits too. It must have no controls.</summary>
    public QubitOperator WidenedTo(ulong support)
    {
        int[] added = [.. BitsOf(support & ~Support)];
        return added.Length == 0 ? this : Identity([.. Qubits, .. added]).Then(this);
    }

    /// <summary>This map first, then another one whose qubits and controls are all among this one's qubits.</summary>
    public QubitOperator Then(QubitOperator next)
    {
        var places = Array.ConvertAll(next.Qubits, qubit => Array.IndexOf(Qubits, qubit));
        var (mask, values) = (LocalBits(next.Controls), LocalBits(next.ControlValues));
        var isDiagonal = IsDiagonal && next.IsDiagonal;
        var product = isDiagonal ? (Complex[])elements.Clone() : Matrix();
        for (var row = 0; row < Size; row++)
        {
            if ((row & mask) != values) continue;
            if (isDiagonal) product[row] *= next.elements[Gathered(row, places)];
            else MultiplyRow(product, row, places, next);
        }

        return new(Qubits, product, isDiagonal) { GateCount = GateCount + next.GateCount };
    }

    /// <summary>The same map with as few qubits as it needs: diagonal if it is, and controls as controls.</summary>
    public QubitOperator Simplified()
    {
        var simple = IsDiagonal || !HasOnlyDiagonal()
            ? this
            : With(Qubits, [.. Rows.Select(row => this[row, row])], isDiagonal: true, Controls, ControlValues);
        for (var place = simple.Qubits.Length - 1; place >= 0; place--)
        {
            if (simple.ActsOnlyWhere(place, 1)) simple = simple.WithControl(place, 1);
            else if (simple.ActsOnlyWhere(place, 0)) simple = simple.WithControl(place, 0);
        }

        return simple;
    }

    private QubitOperator With(int[] qubits, Complex[] its, bool isDiagonal, ulong controls, ulong values) =>
        new(qubits, its, isDiagonal, controls, values) { GateCount = GateCount };

    private static QubitOperator Identity(int[] qubits)
    {
        var ones = new Complex[1 << qubits.Length];
        Array.Fill(ones, Complex.One);
        return new(qubits, ones, isDiagonal: true) { GateCount = 0 };
    }

    private static IEnumerable<int> BitsOf(ulong mask)
    {
        for (; mask != 0; mask &= mask - 1) yield return BitOperations.TrailingZeroCount(mask);
    }

    private static int Gathered(int index, int[] places)
    {
        var gathered = 0;
        for (var i = 0; i < places.Length; i++) gathered |= ((index >> places[i]) & 1) << i;
        return gathered;
    }

    private static int Scattered(int bits, int[] places)
    {
        var scattered = 0;
        for (var i = 0; i < places.Length; i++) scattered |= ((bits >> i) & 1) << places[i];
        return scattered;
    }

    /// <summary>A mask over all qubits as a mask over this map's rows.</summary>
    private int LocalBits(ulong mask)
    {
        var local = 0;
        for (var i = 0; i < Qubits.Length; i++) local |= (int)((mask >> Qubits[i]) & 1) << i;
        return local;
    }

    private Complex[] Matrix()
    {
        if (!IsDiagonal) return (Complex[])elements.Clone();
        var matrix = new Complex[Size * Size];
        for (var i = 0; i < Size; i++) matrix[(i << Qubits.Length) | i] = elements[i];
        return matrix;
    }

    /// <summary>One row of (next · this), into a matrix.</summary>
    private void MultiplyRow(Complex[] product, int row, int[] places, QubitOperator next)
    {
        var here = Gathered(row, places);
        var elsewhere = row & ~Scattered((1 << places.Length) - 1, places);
        for (var column = 0; column < Size; column++)
        {
            var sum = Complex.Zero;
            for (var bits = 0; bits < next.Size; bits++)
            {
                sum += next[here, bits] * this[elsewhere | Scattered(bits, places), column];
            }

            product[(row << Qubits.Length) | column] = sum;
        }
    }

    private bool HasOnlyDiagonal()
    {
        for (var row = 0; row < Size; row++)
        {
            for (var column = 0; column < Size; column++)
            {
                if (row != column && !IsNear(this[row, column], 0)) return false;
            }
        }

        return true;
    }

    /// <summary>Whether it is the identity on every state in which the qubit at this place has not this value.</summary>
    private bool ActsOnlyWhere(int place, int value)
    {
        for (var row = 0; row < Size; row++)
        {
            var isRowActive = ((row >> place) & 1) == value;
            if (IsDiagonal && !isRowActive && !IsNear(elements[row], 1)) return false;
            for (var column = 0; column < Size && !IsDiagonal; column++)
            {
                if (isRowActive && ((column >> place) & 1) == value) continue;
                if (!IsNear(this[row, column], row == column ? 1 : 0)) return false;
            }
        }

        return true;
    }

    private QubitOperator WithControl(int place, int value)
    {
        int[] qubits = [.. Qubits.Where((_, i) => i != place)];
        var fixedBit = value << place;
        int[] rows = [.. Rows.Where(row => (row & (1 << place)) == fixedBit)];
        Complex[] kept = IsDiagonal
            ? Array.ConvertAll(rows, row => elements[row])
            : [.. rows.SelectMany(_ => rows, (row, column) => this[row, column])];
        var control = 1UL << Qubits[place];
        return With(qubits, kept, IsDiagonal, Controls | control, ControlValues | (value == 1 ? control : 0));
    }

    private static bool IsNear(Complex number, double value) =>
        Math.Abs(number.Real - value) < Tolerance && Math.Abs(number.Imaginary) < Tolerance;
}
