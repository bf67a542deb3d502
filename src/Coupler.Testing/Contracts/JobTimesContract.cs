using System.Collections.Immutable;
using Coupler.Jobs;
using Xunit;
using static Coupler.Testing.Contracts.Jobs;

namespace Coupler.Testing.Contracts;

/// <summary>What every <see cref="JobStore"/> promises of how long attempts took.</summary>
public abstract class JobTimesContract : IAsyncLifetime
{
    private const string Machine = "somewhere.machine";

    protected JobStore Store { get; private set; } = null!;

    protected static CancellationToken Token => TestContext.Current.CancellationToken;

    protected abstract JobStore Open();

    public virtual ValueTask InitializeAsync()
    {
        Store = Open();
        return ValueTask.CompletedTask;
    }

    public virtual async ValueTask DisposeAsync()
    {
        await Store.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task A_store_without_a_history_has_no_times() => Assert.Empty(await TimesAsync());

    [Fact]
    public async Task What_an_attempt_that_succeeded_took_is_kept_exactly_and_once()
    {
        var job = await EndAsync(Succeeded(sizeClass: 7, waited: 1.2345678, ran: 3_600));

        await Store.ReplaceAsync(job with { Tries = 1 }, job.Version, [], Token);

        var expected = new AttemptTimes(7, TimeSpan.FromTicks(12_345_678), TimeSpan.FromHours(1));
        Assert.Equal(expected, Assert.Single(await TimesAsync()));
    }

    [Theory]
    [InlineData(AttemptStatus.Executing)]
    [InlineData(AttemptStatus.Failed)]
    [InlineData(AttemptStatus.Cancelled)]
    public async Task An_attempt_that_has_not_succeeded_leaves_no_times(AttemptStatus status)
    {
        await EndAsync(Succeeded(7, 1, 1) with { Status = status });

        Assert.Empty(await TimesAsync());
    }

    [Fact]
    public async Task Times_are_those_of_the_target_and_of_the_last_attempt()
    {
        var first = Succeeded(1, 1, 1) with { Status = AttemptStatus.Failed };
        await EndAsync(first, Succeeded(2, 2, 2, number: 2) with { Target = "elsewhere.machine" });
        await EndAsync(Succeeded(3, 3, 3));

        Assert.Equal(3, Assert.Single(await TimesAsync()).SizeClass);
        Assert.Equal(2, Assert.Single(await Store.ReadTimesAsync("elsewhere.machine", Token)).SizeClass);
        Assert.Empty(await Store.ReadTimesAsync("somewhere", Token));
    }

    [Fact]
    public async Task A_write_that_is_refused_leaves_no_times()
    {
        var created = await CreateAsync();
        await Store.ReplaceAsync(created with { Tries = 1 }, created.Version, [], Token);

        var attempt = Succeeded(1, 1, 1) with { Id = Attempt.IdOf(created.Id, 1) };
        Assert.Null(await Store.ReplaceAsync(created with { Attempts = [attempt] }, created.Version, [], Token));

        Assert.Empty(await TimesAsync());
    }

    [Fact]
    public async Task Times_outlive_their_job()
    {
        var job = await EndAsync(Succeeded(1, 1, 1));

        await Store.DeleteAsync(job.Id, Token);

        Assert.Single(await TimesAsync());
    }

    [Fact]
    public async Task Each_size_class_keeps_one_attempt_a_slot_the_one_that_ended_last()
    {
        const int jobs = 600;
        var expected = new Dictionary<(int, int), TimeSpan>();
        for (var i = 0; i < jobs; i++)
        {
            var attempt = Succeeded(i % 2, waited: 0, ran: i) with { Id = Attempt.IdOf(Guid.Empty, i) };
            await EndAsync(attempt);
            expected[(i % 2, AttemptTimes.SlotOf(attempt.Id))] = TimeSpan.FromSeconds(i);
        }

        var times = await TimesAsync();

        Assert.InRange(times.Length, 1, 2 * AttemptTimes.Slots);
        Assert.Equal(expected.Values.Order(), times.Select(one => one.Ran).Order());
    }

    [Fact]
    public async Task An_attempt_that_ended_earlier_does_not_take_the_place_of_a_later_one()
    {
        var late = Succeeded(1, waited: 10, ran: 10) with { Id = Attempt.IdOf(Guid.Empty, 1) };
        var early = late with { Ended = late.Ended - TimeSpan.FromSeconds(5) };

        await EndAsync(late);
        await EndAsync(early);

        Assert.Equal(TimeSpan.FromSeconds(10), Assert.Single(await TimesAsync()).Ran);
    }

    protected ValueTask<ImmutableArray<AttemptTimes>> TimesAsync() => Store.ReadTimesAsync(Machine, Token);

    protected async ValueTask<JobRecord> EndAsync(params ImmutableArray<Attempt> attempts)
    {
        var created = await CreateAsync();
        return (await Store.ReplaceAsync(created with { Attempts = attempts, Due = null }, created.Version, [], Token))!;
    }

    protected static Attempt Succeeded(int sizeClass, double waited, double ran, int number = 1)
    {
        var started = Noon + TimeSpan.FromSeconds(waited);
        return new Attempt
        {
            Id = Guid.NewGuid(),
            Number = number,
            Target = Machine,
            IsSimulated = true,
            Status = AttemptStatus.Succeeded,
            Accepted = Noon,
            Started = started,
            Ended = started + TimeSpan.FromSeconds(ran),
            SizeClass = sizeClass,
        };
    }

    private ValueTask<JobRecord> CreateAsync() => Store.CreateAsync(New(), Problem.ToPayload(), Token);
}
