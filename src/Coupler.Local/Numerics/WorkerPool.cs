using System.Runtime.ExceptionServices;

namespace Coupler.Local.Numerics;

/// <summary>
/// Threads that help to work through ranges. They are the process's own, start when first needed, wait a moment at the ready
/// after each range, since the next one usually follows at once, and then sleep. One caller has the helpers at a time; who
/// finds them busy works alone, so that no number of jobs makes more threads. Thread-safe.
/// </summary>
internal sealed class WorkerPool(int helpers)
{
    /// <summary>About 60 µs: longer than the pause between two gates, about as long as falling asleep and waking.</summary>
    private const int Spins = 200;
    private const int SpinLength = 10;

    private readonly object gate = new();
    private volatile Batch? current;
    private int isBusy;
    private int asleep;
    private int started;

    /// <summary>The one of this process: with the calling thread as many threads as processors.</summary>
    public static WorkerPool Shared { get; } = new(Environment.ProcessorCount - 1);

    /// <summary>
    /// Calls <paramref name="body"/> with (from, to) until 0 … <paramref name="count"/> is covered once, on this thread and at
    /// most <paramref name="threads"/> − 1 helpers. Returns when all is done; after a cancellation it returns early.
    /// </summary>
    /// <param name="grain">The size of the ranges.</param>
    public void Run(long count, long grain, int threads, Action<long, long> body, CancellationToken cancellationToken)
    {
        var wanted = Math.Min(helpers, threads - 1);
        var batch = new Batch(count, grain, wanted, body, cancellationToken);
        if (wanted <= 0 || Interlocked.CompareExchange(ref isBusy, 1, 0) != 0)
        {
            batch.Work();
            batch.Finish();
            return;
        }

        try
        {
            while (started < wanted) Start(started++);
            Publish(batch);
            batch.Work();
        }
        finally
        {
            current = null;
            Volatile.Write(ref isBusy, 0);
        }

        batch.Finish();
    }

    private void Start(int number) =>
        new Thread(() => Help(number)) { IsBackground = true, Name = $"Coupler worker {number + 1}" }.Start();

    private void Publish(Batch batch)
    {
        current = batch;
        // The fence pairs with the increment in Await: either the sleeper sees the batch or it is seen sleeping here.
        Interlocked.MemoryBarrier();
        if (Volatile.Read(ref asleep) == 0) return;
        lock (gate) Monitor.PulseAll(gate);
    }

    private void Help(int number)
    {
        Batch? last = null;
        while (true)
        {
            last = Await(last);
            if (number < last.Helpers) last.Work();
        }
    }

    private Batch Await(Batch? last)
    {
        for (var spin = 0; spin < Spins; spin++)
        {
            if (current is { } batch && batch != last) return batch;
            Thread.SpinWait(SpinLength);
        }

        lock (gate)
        {
            Interlocked.Increment(ref asleep);
            Batch? next;
            while ((next = current) is null || next == last) Monitor.Wait(gate);
            Interlocked.Decrement(ref asleep);
            return next;
        }
    }

    private sealed class Batch(long count, long grain, int helpers, Action<long, long> body, CancellationToken cancellationToken)
    {
        private Action<long, long>? body = body;
        private long next;
        private long left = (count + grain - 1) / grain;
        private volatile ExceptionDispatchInfo? failure;

        public int Helpers { get; } = helpers;

        public void Work()
        {
            while (true)
            {
                var from = Interlocked.Add(ref next, grain) - grain;
                if (from >= count) return;
                Run(from);
                Interlocked.Decrement(ref left);
            }
        }

        /// <summary>Waits for ranges that others still work on. A helper that never came has taken none.</summary>
        public void Finish()
        {
            var spinner = new SpinWait();
            while (Volatile.Read(ref left) > 0) spinner.SpinOnce(sleep1Threshold: -1);
            // A helper remembers its last batch, which must not keep alive what the body holds.
            body = null;
            failure?.Throw();
        }

        private void Run(long from)
        {
            if (failure is not null || cancellationToken.IsCancellationRequested) return;
            try
            {
                body!(from, Math.Min(from + grain, count));
            }
            catch (Exception exception)
            {
                // The edge of a thread: the caller throws it on.
                failure = ExceptionDispatchInfo.Capture(exception);
            }
        }
    }
}
