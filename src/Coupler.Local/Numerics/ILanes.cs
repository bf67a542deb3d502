namespace Coupler.Local.Numerics;

/// <summary>
/// Real numbers side by side on which one instruction works. Kernels are written once against this and compiled for each
/// width and precision: <see cref="Float8"/> and <see cref="Double4"/> where the processor has 256-bit registers with fused
/// multiply-add, <see cref="Float1"/> and <see cref="Double1"/> everywhere.
/// </summary>
internal interface ILanes<TSelf>
    where TSelf : unmanaged, ILanes<TSelf>
{
    /// <summary>There are 2 to this number of lanes.</summary>
    static abstract int Bits { get; }

    /// <summary>The same number in all lanes.</summary>
    static abstract TSelf Broadcast(double value);

    /// <param name="values">One number for each lane.</param>
    static abstract TSelf Create(ReadOnlySpan<double> values);

    static abstract TSelf operator *(TSelf left, TSelf right);

    /// <summary><c>left · right + addend</c></summary>
    static abstract TSelf MultiplyAdd(TSelf left, TSelf right, TSelf addend);

    /// <summary><c>minuend − left · right</c></summary>
    static abstract TSelf MultiplySubtract(TSelf left, TSelf right, TSelf minuend);

    /// <summary>What <see cref="Exchange"/> needs to bring lane <c>i ^ distance</c> to lane <c>i</c>.</summary>
    static abstract TSelf ExchangePattern(int distance);

    /// <summary>Moves numbers between lanes by a pattern from <see cref="ExchangePattern"/>.</summary>
    static abstract TSelf Exchange(TSelf value, TSelf pattern);

    /// <summary>re² + im² of each lane, in double precision.</summary>
    /// <param name="target">At least one place for each lane.</param>
    static abstract void Squares(TSelf re, TSelf im, Span<double> target);

    /// <summary>Σ re² + im² over the lanes, in double precision.</summary>
    static abstract double SumOfSquares(TSelf re, TSelf im);

    static abstract double Lane(TSelf value, int lane);
}
