using System.Runtime.Intrinsics;
using Coupler.Local.Numerics;

namespace Coupler.Tests.StateVector;

/// <summary>Run under three instruction-set settings, see <see cref="InstructionSetTests"/>.</summary>
public class LanesTests
{
    [Fact]
    public void Single_precision_has_eight_lanes() => Check<Float8>(8, 1e-6);

    [Fact]
    public void Double_precision_has_four_lanes() => Check<Double4>(4, 1e-15);

    [Fact]
    public void The_portable_paths_have_one_lane()
    {
        Check<Float1>(1, 1e-6);
        Check<Double1>(1, 1e-15);
    }

    [Fact]
    public void A_process_started_without_an_instruction_set_does_not_have_it() =>
        Assert.False(InstructionSetTests.IsChild && Vector256.IsHardwareAccelerated);

    private static void Check<TLanes>(int count, double tolerance)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        double[] a = [.. Enumerable.Range(1, count).Select(i => 0.1 * i)];
        double[] b = [.. Enumerable.Range(1, count).Select(i => 1 - (0.3 * i))];
        var (x, y) = (TLanes.Create(a), TLanes.Create(b));
        Assert.Equal(count, 1 << TLanes.Bits);
        AssertLanes(x, i => a[i], tolerance);
        AssertLanes(TLanes.Broadcast(0.7), _ => 0.7, tolerance);
        AssertLanes(x * y, i => a[i] * b[i], tolerance);
        AssertLanes(TLanes.MultiplyAdd(x, y, y), i => (a[i] * b[i]) + b[i], tolerance);
        AssertLanes(TLanes.MultiplySubtract(x, y, x), i => a[i] - (a[i] * b[i]), tolerance);
        for (var distance = 1; distance < count; distance++)
        {
            AssertLanes(TLanes.Exchange(x, TLanes.ExchangePattern(distance)), i => a[i ^ distance], tolerance);
        }

        Assert.Equal(a.Sum(value => value * value) + b.Sum(value => value * value), TLanes.SumOfSquares(x, y), 10 * tolerance);
    }

    private static void AssertLanes<TLanes>(TLanes actual, Func<int, double> expected, double tolerance)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        for (var lane = 0; lane < 1 << TLanes.Bits; lane++) Assert.Equal(expected(lane), TLanes.Lane(actual, lane), tolerance);
    }
}
