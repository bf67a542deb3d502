using Coupler.Cli.Views;

namespace Coupler.Tests.Cli;

public sealed class MilestonesTests
{
    private readonly StopwatchInHand clock = new();

    [Fact]
    public void Of_a_search_each_better_value_counts_but_not_two_within_a_tenth_of_a_second()
    {
        var milestones = new Milestones(clock);

        Assert.True(milestones.HasReached(At(1, best: -1)));
        clock.Go(TimeSpan.FromMilliseconds(99));
        Assert.False(milestones.HasReached(At(2, best: -3)));
        clock.Go(TimeSpan.FromMilliseconds(1));
        Assert.True(milestones.HasReached(At(3, best: -3)));
        clock.Go(TimeSpan.FromSeconds(1));
        Assert.False(milestones.HasReached(At(4, best: -3)));
        Assert.False(milestones.HasReached(At(100, best: -9)));
    }

    [Fact]
    public void Of_other_work_each_tenth_counts_once()
    {
        var milestones = new Milestones(clock);

        long[] moments = [1, 9, 10, 19, 100];
        Assert.Equal([true, false, true, false, true], moments.Select(done => milestones.HasReached(At(done))));
        Assert.False(milestones.HasReached(At(100) with { Status = JobStatus.Finishing }));
    }

    private static JobSnapshot At(long done, double? best = null) => new()
    {
        Id = Guid.Empty,
        Name = "a job",
        Workspace = "local",
        Target = "local.tabu",
        Status = JobStatus.Executing,
        Phase = JobPhase.Monitor,
        Created = DateTimeOffset.UnixEpoch,
        Updated = DateTimeOffset.UnixEpoch,
        Progress = new JobProgress(done, 100, "runs", best),
    };

    private sealed class StopwatchInHand : TimeProvider
    {
        private long ticks;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => ticks;

        public void Go(TimeSpan time) => ticks += time.Ticks;
    }
}
