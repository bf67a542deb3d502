using Coupler.Local.Numerics;
using CsCheck;

namespace Coupler.Tests.Numerics;

public sealed class WorkerPoolTests
{
    private static readonly CancellationToken Never = CancellationToken.None;

    [Fact]
    public void Every_item_is_worked_on_once()
    {
        var pool = new WorkerPool(helpers: 3);
        Gen.Select(Gen.Int[0, 5_000], Gen.Int[1, 700], Gen.Int[1, 6]).Sample((count, grain, threads) =>
        {
            var visits = new int[count];
            pool.Run(count, grain, threads, (from, to) => Visit(visits, from, to), Never);
            Assert.DoesNotContain(visits, visit => visit != 1);
        }, iter: 2_000, threads: 1);
    }

    [Fact]
    public void Callers_at_the_same_time_all_get_their_work_done()
    {
        var pool = new WorkerPool(helpers: 2);
        var sums = new long[4];
        var callers = sums.Select((_, caller) => new Thread(() =>
        {
            for (var round = 0; round < 500; round++)
            {
                pool.Run(1_000, 10, threads: 3, (from, to) => Interlocked.Add(ref sums[caller], to - from), Never);
            }
        })).ToList();
        callers.ForEach(caller => caller.Start());
        callers.ForEach(caller => caller.Join());
        Assert.All(sums, sum => Assert.Equal(500_000, sum));
    }

    [Fact]
    public void No_more_threads_work_than_the_caller_allows()
    {
        var pool = new WorkerPool(helpers: 3);
        var (now, most) = (0, 0);
        for (var round = 0; round < 200; round++)
        {
            pool.Run(64, 1, threads: 2, (_, _) =>
            {
                InterlockedMax(ref most, Interlocked.Increment(ref now));
                Thread.SpinWait(100);
                Interlocked.Decrement(ref now);
            }, Never);
        }

        Assert.InRange(most, 1, 2);
    }

    [Fact]
    public void What_a_helper_throws_the_caller_gets()
    {
        var pool = new WorkerPool(helpers: 2);
        for (var round = 0; round < 100; round++)
        {
            var thrown = Assert.Throws<InvalidTimeZoneException>(() =>
                pool.Run(50, 1, threads: 3, (from, _) => ThrowAt(from, 37), Never));
            Assert.Equal("37", thrown.Message);
        }
    }

    [Fact]
    public void A_cancelled_run_returns_early()
    {
        using var cancellation = new CancellationTokenSource();
        var done = 0;
        new WorkerPool(helpers: 1).Run(1_000, 1, threads: 2, (_, _) =>
        {
            Interlocked.Increment(ref done);
            cancellation.Cancel();
        }, cancellation.Token);
        Assert.InRange(done, 1, 2);
    }

    private static void Visit(int[] visits, long from, long to)
    {
        for (var i = from; i < to; i++) Interlocked.Increment(ref visits[i]);
    }

    private static void ThrowAt(long from, long place)
    {
        if (from == place) throw new InvalidTimeZoneException($"{place}");
    }

    private static void InterlockedMax(ref int most, int value)
    {
        for (var seen = most; value > seen; seen = most) Interlocked.CompareExchange(ref most, value, seen);
    }
}
