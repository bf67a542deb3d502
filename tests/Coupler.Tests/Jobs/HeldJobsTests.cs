using Coupler.Jobs;

namespace Coupler.Tests.Jobs;

/// <summary>How many requests a place sees of many jobs that wait there.</summary>
public sealed class HeldJobsTests
{
    private const int Jobs = 10_000;

    private static readonly DateTimeOffset Noon = new(2026, 1, 15, 12, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Submission = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Whoever is due takes along who is due within a sixteenth of his own delay; so rounds of the longest delay, 30 s, are at
    /// least 1.875 s apart, whenever their jobs came. Two minutes after the last submission all delays are that long.
    /// </summary>
    [Fact]
    public void Jobs_that_came_over_ten_minutes_are_looked_at_in_few_requests()
    {
        var requests = Simulate(until: Submission + TimeSpan.FromMinutes(12));

        var settled = requests.Where(request => request.At >= Noon + Submission + TimeSpan.FromMinutes(2)).ToList();
        var rounds = settled.GroupBy(request => (request.At - Noon).Ticks / Round.Ticks).ToList();
        Assert.Equal(20, rounds.Count);
        Assert.All(rounds, round => Assert.InRange(round.Count(), 1, 17));
        Assert.All(rounds.SkipLast(1), round => Assert.InRange(round.Sum(request => request.Jobs), Jobs * 0.9, Jobs * 1.1));
    }

    private static List<(DateTimeOffset At, int Jobs)> Simulate(TimeSpan until)
    {
        var options = new CouplerOptions();
        var held = new HeldJobs();
        var requests = new List<(DateTimeOffset, int)>();
        var submitted = 0;
        while (true)
        {
            var next = submitted < Jobs ? Noon + (Submission * submitted / Jobs) : DateTimeOffset.MaxValue;
            var now = next < held.NextDue ? next : held.NextDue;
            if (now > Noon + until) return requests;
            if (now == next)
            {
                submitted++;
                var job = NewJob(now);
                Assert.True(held.TryBegin(job));
                Wait(job);
                continue;
            }

            var due = held.TakeDue(now);
            requests.Add((now, due.Length));
            foreach (var job in due) Wait(job);

            void Wait(JobRecord job) => Assert.True(
                held.TryWait(job with { Due = now + options.DelayAfter(job.Tries), Tries = job.Tries + 1 }, now));
        }
    }

    private static JobRecord NewJob(DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(now),
        Workspace = "somewhere",
        WorkloadFormat = "bytes",
        Options = new JobOptions(),
        Created = now,
        Updated = now,
    };
}
