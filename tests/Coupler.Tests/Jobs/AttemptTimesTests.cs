using Coupler.Jobs;
using Coupler.Testing.Contracts;

namespace Coupler.Tests.Jobs;

/// <summary>What is kept of when an attempt was accepted, began and ended.</summary>
public sealed class AttemptTimesTests
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 15, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Times_are_those_at_which_a_change_was_first_seen()
    {
        var attempt = Seen(Accepted, AttemptStatus.Waiting, 10);
        attempt = Seen(attempt, AttemptStatus.Executing, 20);
        attempt = Seen(attempt, AttemptStatus.Finishing, 30);
        attempt = Seen(attempt, AttemptStatus.Succeeded, 40);
        attempt = Seen(attempt, AttemptStatus.Succeeded, 50);

        Assert.Equal((Noon, Noon.AddSeconds(20), Noon.AddSeconds(40)), (attempt.Accepted, attempt.Started, attempt.Ended));
        Assert.Equal(new AttemptTimes(5, TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(20)), AttemptTimes.Of(attempt));
    }

    [Fact]
    public void What_the_place_says_comes_before_what_was_seen()
    {
        var report = Report(AttemptStatus.Succeeded) with { Started = Noon.AddSeconds(3), Ended = Noon.AddSeconds(4) };

        var attempt = Accepted.Seen(report, Noon.AddSeconds(60));

        Assert.Equal(new AttemptTimes(5, TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(1)), AttemptTimes.Of(attempt));
    }

    /// <summary>Minutes of difference between two clocks must not make a job run backwards.</summary>
    [Theory]
    [InlineData(-3_600, -3_000, 0, 0)]
    [InlineData(3_600, 4_000, 60, 0)]
    [InlineData(-3_600, 4_000, 0, 60)]
    [InlineData(30, 20, 30, 0)]
    public void A_clock_that_differs_is_followed_as_far_as_it_can_be(int started, int ended, int waited, int ran)
    {
        var report = Report(AttemptStatus.Succeeded) with { Started = Noon.AddSeconds(started), Ended = Noon.AddSeconds(ended) };

        var times = AttemptTimes.Of(Accepted.Seen(report, Noon.AddSeconds(60)));

        Assert.Equal(new AttemptTimes(5, TimeSpan.FromSeconds(waited), TimeSpan.FromSeconds(ran)), times);
    }

    [Fact]
    public void What_was_never_seen_executing_waited_all_the_time()
    {
        var times = AttemptTimes.Of(Seen(Accepted, AttemptStatus.Succeeded, 60));

        Assert.Equal(new AttemptTimes(5, TimeSpan.FromSeconds(60), TimeSpan.Zero), times);
    }

    [Theory]
    [InlineData(AttemptStatus.Executing)]
    [InlineData(AttemptStatus.Failed)]
    [InlineData(AttemptStatus.Cancelled)]
    [InlineData(AttemptStatus.Unknown)]
    public void Only_success_tells_how_long_success_takes(AttemptStatus status) =>
        Assert.Null(AttemptTimes.Of(Seen(Accepted, status, 60)));

    /// <summary>A crash between the submission and its answer: nobody knows for how long it was there.</summary>
    [Fact]
    public void An_attempt_that_was_found_at_its_place_teaches_nothing()
    {
        var before = Accepted with { Accepted = null, Sent = Noon.AddDays(-1) };

        var found = Seen(Seen(before, AttemptStatus.Executing, 30), AttemptStatus.Succeeded, 60);

        Assert.Equal((Noon.AddSeconds(30), Noon.AddSeconds(60)), (found.Accepted, found.Ended));
        Assert.Null(AttemptTimes.Of(found));
    }

    [Fact]
    public void An_attempt_of_an_earlier_version_teaches_nothing() =>
        Assert.Null(AttemptTimes.Of(Seen(Accepted with { SizeClass = null }, AttemptStatus.Succeeded, 60)));

    [Fact]
    public void Slots_are_taken_evenly()
    {
        const int attempts = 256_000;
        var job = new Guid("019bc1e3-2a00-7abc-8def-0123456789ab");
        var counts = new double[AttemptTimes.Slots];
        for (var number = 1; number <= attempts; number++) counts[AttemptTimes.SlotOf(Attempt.IdOf(job, number))]++;

        var expected = (double)attempts / AttemptTimes.Slots;
        var statistic = counts.Sum(count => (count - expected) * (count - expected) / expected);

        Assert.InRange(statistic, 0, ChiSquare.CriticalValue(1e-9, AttemptTimes.Slots - 1));
    }

    private static Attempt Accepted => new()
    {
        Id = Guid.Empty,
        Number = 1,
        Target = "somewhere.machine",
        IsSimulated = false,
        Accepted = Noon,
        SizeClass = 5,
    };

    private static AttemptReport Report(AttemptStatus status) => new(Guid.Empty, status, status.ToString());

    private static Attempt Seen(Attempt attempt, AttemptStatus status, int seconds) =>
        attempt.Seen(Report(status), Noon.AddSeconds(seconds));
}
