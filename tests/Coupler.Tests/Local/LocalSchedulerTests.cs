using System.Collections.Concurrent;
using Coupler.Circuits;
using Coupler.Local;
using static Coupler.Circuits.Gates;

namespace Coupler.Tests.Local;

public sealed class LocalSchedulerTests
{
    private const long Gibibyte = 1 << 30;

    private readonly ConcurrentQueue<string> log = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>The third run begins after the second was ready, and ends before the first: time enough to do wrong.</summary>
    [Fact]
    public void A_run_whose_memory_does_not_fit_beside_the_others_begins_when_they_end()
    {
        using var scheduler = new LocalScheduler(parallelism: 3, new MemoryBudget(() => 10 * Gibibyte));
        using var secondIsReady = new ManualResetEventSlim();
        using var thirdHasEnded = new ManualResetEventSlim();
        using var secondHasEnded = new ManualResetEventSlim();
        scheduler.Enqueue(Run(new()
        {
            MemoryBytes = 6 * Gibibyte,
            OnRun = token =>
            {
                scheduler.Enqueue(Run(new()
                {
                    MemoryBytes = 6 * Gibibyte,
                    OnPrepare = secondIsReady.Set,
                    OnRun = _ => log.Enqueue("second begins"),
                }, secondHasEnded.Set));
                secondIsReady.Wait(token);
                scheduler.Enqueue(Run(new(), thirdHasEnded.Set));
                thirdHasEnded.Wait(token);
                log.Enqueue("first ends");
            },
        }));

        secondHasEnded.Wait(Token);

        Assert.Equal(["first ends", "second begins"], log);
    }

    [Fact]
    public void A_run_that_is_alone_begins_however_little_memory_there_is()
    {
        using var scheduler = new LocalScheduler(parallelism: 1, new MemoryBudget(() => Gibibyte));
        using var ended = new ManualResetEventSlim();

        scheduler.Enqueue(Run(new() { MemoryBytes = 2 * Gibibyte, OnRun = _ => log.Enqueue("runs") }, ended.Set));
        ended.Wait(Token);

        Assert.Equal(["runs"], log);
    }

    [Fact]
    public void A_run_that_waits_for_memory_is_cancelled_and_who_came_after_it_goes_on()
    {
        using var scheduler = new LocalScheduler(parallelism: 3, new MemoryBudget(() => 10 * Gibibyte));
        using var isReady = new ManualResetEventSlim();
        using var nextHasEnded = new ManualResetEventSlim();
        using var firstHasEnded = new ManualResetEventSlim();
        var large = Run(new()
        {
            MemoryBytes = 20 * Gibibyte,
            OnPrepare = isReady.Set,
            OnRun = _ => log.Enqueue("large begins"),
        });
        scheduler.Enqueue(Run(new()
        {
            MemoryBytes = 6 * Gibibyte,
            OnRun = token =>
            {
                scheduler.Enqueue(large);
                isReady.Wait(token);
                large.Cancel();
                scheduler.Enqueue(Run(new() { MemoryBytes = Gibibyte }, nextHasEnded.Set));
                nextHasEnded.Wait(token);
            },
        }, firstHasEnded.Set));

        firstHasEnded.Wait(Token);

        Assert.Equal(AttemptStatus.Cancelled, large.Report.Status);
        Assert.Empty(log);
    }

    [Fact]
    public void A_run_tells_that_it_begins_and_that_it_ends()
    {
        var seen = new List<AttemptStatus>();
        LocalRun run = null!;
        run = new LocalRun(Submission(), new ScriptedTarget(), TimeProvider.System, _ => seen.Add(run.Report.Status));

        run.Execute(new MemoryBudget(() => Gibibyte));

        Assert.Equal([AttemptStatus.Executing, AttemptStatus.Succeeded], seen);
    }

    private static LocalRun Run(ScriptedTarget target, Action? ended = null)
    {
        LocalRun run = null!;
        run = new LocalRun(Submission(), target, TimeProvider.System, _ =>
        {
            if (run.Report.Status == AttemptStatus.Succeeded) ended?.Invoke();
        });
        return run;
    }

    private static Submission Submission()
    {
        Circuit circuit = [H(0)];
        return new(Guid.NewGuid(), "local.scripted", circuit.ToPayload(), new());
    }
}
