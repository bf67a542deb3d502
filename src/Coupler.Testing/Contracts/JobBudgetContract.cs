using Coupler.Cost;
using Coupler.Jobs;
using Xunit;

namespace Coupler.Testing.Contracts;

/// <summary>
/// What every <see cref="JobStore"/> promises of what jobs reserve and spend. A store is tested by a class derived from
/// <see cref="JobStoreContract"/>, which has these tests, too.
/// </summary>
public abstract class JobBudgetContract : JobClaimContract
{
    private const string Lab = "lab";
    private const string Everybody = "everybody";

    /// <summary>Records of a job with a bound of 4 USD, and what is reserved and spent then.</summary>
    private static readonly Dictionary<string, (JobRecord Job, decimal Reserved, decimal Spent)> Ends = new()
    {
        ["not sent"] = (Priced(), 4, 0),
        ["running"] = (Priced(At(AttemptStatus.Executing)), 4, 0),
        ["parked"] = (Priced(At(AttemptStatus.Executing)) with { Status = JobStatus.Parked, Due = null }, 4, 0),
        ["cancelled before it was sent"] = (Ended(JobStatus.Cancelled), 0, 0),
        ["cancelled while it ran"] = (Ended(JobStatus.Cancelled, At(AttemptStatus.Cancelled)), 0, 4),
        ["cancelled, and told"] = (Ended(JobStatus.Cancelled, At(AttemptStatus.Cancelled) with { Cost = Usd(1.5m) }), 0, 1.5m),
        ["succeeded"] = (Ended(JobStatus.Succeeded, At(AttemptStatus.Succeeded)), 0, 4),
        ["succeeded, and told"] = (Ended(JobStatus.Succeeded, At(AttemptStatus.Succeeded) with { Cost = Usd(3.25m) }), 0, 3.25m),
        ["dearer than its bound"] = (Ended(JobStatus.Succeeded, At(AttemptStatus.Succeeded) with { Cost = Usd(5) }), 0, 5),
        ["succeeded for nothing"] = (Ended(JobStatus.Succeeded, At(AttemptStatus.Succeeded) with { Cost = new(0, "") }), 0, 0),
        ["failed free"] = (Ended(JobStatus.Failed, Failed(FailureClass.FailedFree)), 0, 0),
        ["failed with charge"] = (Ended(JobStatus.Failed, Failed(FailureClass.FailedCharged)), 0, 4),
        ["failed for no known reason"] = (Ended(JobStatus.Failed, At(AttemptStatus.Failed)), 0, 4),
        ["never accepted"] = (Lost(JobStatus.Failed, FailureClass.NeverAccepted), 0, 0),
        ["refused as the caller's mistake"] = (Lost(JobStatus.Failed, FailureClass.Yours), 0, 0),
        ["lost on its way, and cancelled"] = (Ended(JobStatus.Cancelled, At(AttemptStatus.Unsent)), 0, 4),
        ["lost on its way, and given up"] = (Lost(JobStatus.Parked, FailureClass.AcceptanceUnknown), 4, 0),
        ["done, and its result is out of reach"] = (Priced(At(AttemptStatus.Succeeded)) with { Status = JobStatus.Parked }, 0, 4),
        ["failed, and its step is being told"] = (Told(FailureClass.FailedCharged), 0, 4),
        ["failed free, and its step is being told"] = (Told(FailureClass.FailedFree), 0, 0),
    };

    public static TheoryData<string> HowJobsStand => [.. Ends.Keys];

    [Fact]
    public async Task What_a_job_reserves_is_counted_with_it()
    {
        await CreateAsync(Priced(), On(Lab, 4, limit: 10), On(Everybody, 4, limit: 100));

        await AssertHoldsAsync(Lab, reserved: 4, spent: 0);
        await AssertHoldsAsync(Everybody, reserved: 4, spent: 0);
        await AssertHoldsAsync("another", reserved: 0, spent: 0);
    }

    [Fact]
    public async Task A_job_that_does_not_fit_is_refused_with_the_figures_and_nothing_is_written()
    {
        var first = await CreateAsync(Priced(), On(Lab, 4, limit: 10));
        await Store.ReplaceAsync(Ended(first, Usd(3)), first.Version, [], Token);
        await CreateAsync(Priced(), On(Lab, 4, limit: 10));
        var late = Priced();

        var refusal = await Assert.ThrowsAsync<BudgetExceededException>(
            () => CreateAsync(late, On(Everybody, 4, limit: 100), On(Lab, 3.01m, limit: 10)));

        Assert.Equal((3, 4, 3.01m, 10), (refusal.Spent, refusal.Reserved, refusal.Asked, refusal.Limit));
        Assert.Equal(("USD", "a.machine"), (refusal.Currency, refusal.Target));
        Assert.Null(await Store.GetAsync(late.Id, Token));
        Assert.Null(await Store.ReadAsync(late.Id, "input", Token));
        await AssertHoldsAsync(Lab, reserved: 4, spent: 3);
        await AssertHoldsAsync(Everybody, reserved: 0, spent: 0);
    }

    [Fact]
    public async Task A_limit_may_be_reached_and_not_passed_by_a_millionth()
    {
        await CreateAsync(Priced(), On(Lab, 9.999999m, limit: 10));

        await Assert.ThrowsAsync<BudgetExceededException>(() => CreateAsync(Priced(), On(Lab, 0.000002m, limit: 10)));
        await CreateAsync(Priced(), On(Lab, 0.000001m, limit: 10));
        await Assert.ThrowsAsync<BudgetExceededException>(() => CreateAsync(Priced(), On(Lab, 0.000001m, limit: 10)));

        await AssertHoldsAsync(Lab, reserved: 10, spent: 0);
    }

    [Fact]
    public async Task Sums_are_exact_and_a_part_of_a_millionth_counts_as_one()
    {
        foreach (var _ in Enumerable.Range(0, 30)) await CreateAsync(Priced(), On(Lab, 0.1m, limit: 100));
        await AssertHoldsAsync(Lab, reserved: 3, spent: 0);

        await CreateAsync(Priced(), On(Lab, 0.0000001m, limit: 100));

        await AssertHoldsAsync(Lab, reserved: 3.000001m, spent: 0);
    }

    [Fact]
    public async Task The_jobs_of_one_call_fit_together_or_none_is_written()
    {
        NewJob[] jobs = [New(Priced(), On(Lab, 4, limit: 10)), New(Priced(), On(Lab, 4, limit: 10))];
        await Store.CreateAsync([.. jobs], Token);
        NewJob[] more = [New(Priced(), On(Lab, 1, limit: 10)), New(Priced(), On(Lab, 1.5m, limit: 10))];

        var refusal = await Assert.ThrowsAsync<BudgetExceededException>(async () => await Store.CreateAsync([.. more], Token));

        Assert.Equal((9, 1.5m), (refusal.Reserved, refusal.Asked));
        Assert.Null(await Store.GetAsync(more[0].Record.Id, Token));
        await AssertHoldsAsync(Lab, reserved: 8, spent: 0);
    }

    [Fact]
    public async Task A_job_that_is_there_reserves_nothing_and_no_cap_refuses_it()
    {
        var options = new JobOptions { Target = "a.machine", Owner = "ann", Key = "order-1" };
        JobRecord Asked() => Priced() with { Options = options };
        var first = await Store.CreateAsync([New(Asked(), On(Lab, 4)), New(Asked(), On(Lab, 4))], Token);

        var second = await CreateAsync(Asked(), On(Lab, 4, limit: 1), OnItself(4, limit: 1));

        Assert.Equal([first[0].Id, first[0].Id], [first[1].Id, second.Id]);
        await AssertHoldsAsync(Lab, reserved: 4, spent: 0);
    }

    [Fact]
    public async Task A_cap_on_the_job_alone_is_checked_and_counts_nothing()
    {
        await Assert.ThrowsAsync<BudgetExceededException>(() => CreateAsync(Priced(), OnItself(4, limit: 3.99m)));

        await CreateAsync(Priced(), OnItself(4, limit: 4));
        await CreateAsync(Priced(), OnItself(4, limit: 4));

        Assert.Equal(2, await CountAsync());
    }

    [Theory]
    [MemberData(nameof(HowJobsStand))]
    public async Task How_a_job_stands_says_what_is_reserved_and_spent(string how)
    {
        var (job, reserved, spent) = Ends[how];
        var created = await CreateAsync(Priced(), On(Lab, 4), On(Everybody, 4));

        var written = await Store.ReplaceAsync(job with { Id = created.Id }, created.Version, [], Token);
        await AssertHoldsAsync(Lab, reserved, spent, how);
        await Store.ReplaceAsync(written! with { Tries = 1 }, written!.Version, [], Token);

        await AssertHoldsAsync(Lab, reserved, spent, how);
        await AssertHoldsAsync(Everybody, reserved, spent, how);
    }

    [Fact]
    public async Task What_one_currency_was_charged_frees_what_was_reserved_in_another()
    {
        var job = Priced() with { Bounds = [new("a.machine", 4, "USD"), new("b.machine", 7, "EUR")] };
        var created = await CreateAsync(job, On(Lab, 4), On(Everybody, 7) with { Currency = "EUR" });
        var there = At(AttemptStatus.Succeeded) with { Number = 2, Target = "b.machine" };

        var end = created with { Attempts = [Failed(FailureClass.FailedFree), there], Status = JobStatus.Succeeded };
        await Store.ReplaceAsync(end, created.Version, [], Token);

        await AssertHoldsAsync(Lab, reserved: 0, spent: 0);
        await AssertHoldsAsync(Everybody, reserved: 0, spent: 7);
    }

    [Fact]
    public async Task A_write_that_comes_too_late_settles_nothing()
    {
        var created = await CreateAsync(Priced(), On(Lab, 4));

        Assert.Null(await Store.ReplaceAsync(Ended(created, Usd(1)), created.Version + 1, [], Token));

        await AssertHoldsAsync(Lab, reserved: 4, spent: 0);
    }

    [Fact]
    public async Task Deleting_a_job_gives_nothing_back()
    {
        var ended = await CreateAsync(Priced(), On(Lab, 4));
        await Store.ReplaceAsync(Ended(ended, Usd(1)), ended.Version, [], Token);
        var open = await CreateAsync(Priced(), On(Lab, 4));

        await Store.DeleteAsync(ended.Id, Token);
        await AssertHoldsAsync(Lab, reserved: 4, spent: 1);
        await Store.DeleteAsync(open.Id, Token);
        await Store.DeleteAsync(open.Id, Token);

        await AssertHoldsAsync(Lab, reserved: 0, spent: 5);
    }

    [Fact]
    public async Task Of_many_who_reserve_at_a_time_as_many_fit_as_the_limit_allows()
    {
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 64).Select(i => Task.Run(
            async () => await Record.ExceptionAsync(() => CreateAsync(Priced(), On(Lab, 1, limit: 10))), Token)));

        Assert.Equal(10, outcomes.Count(refusal => refusal is null));
        Assert.All(outcomes.OfType<Exception>(), refusal => Assert.IsType<BudgetExceededException>(refusal));
        Assert.Equal(10, await CountAsync());
        await AssertHoldsAsync(Lab, reserved: 10, spent: 0);
    }

    protected static Reservation On(string account, decimal amount, decimal limit = 1_000) =>
        OnItself(amount, limit) with
        {
            Account = account,
            Budget = new Budget { Name = account, Limit = limit, Currency = "USD", Period = BudgetPeriod.Ever },
        };

    protected static JobRecord Priced(params Attempt[] attempts) => Jobs.New() with
    {
        Bounds = [new("a.machine", 4, "USD")],
        Attempts = [.. attempts],
    };

    protected async Task<JobRecord> CreateAsync(JobRecord job, params Reservation[] reservations) =>
        (await Store.CreateAsync([New(job, reservations)], Token))[0];

    protected async Task AssertHoldsAsync(string account, decimal reserved, decimal spent, string how = "")
    {
        var balance = await Store.ReadBalanceAsync(account, Token);
        Assert.Equal((how, reserved, spent), (how, balance.Reserved, balance.Spent));
    }

    private static Reservation OnItself(decimal amount, decimal limit) =>
        new() { Amount = amount, Currency = "USD", Limit = limit, Target = "a.machine" };

    private static NewJob New(JobRecord job, params Reservation[] reservations) =>
        new(job, [new("input", Problem.ToPayload())]) { Reservations = [.. reservations] };

    private static Attempt At(AttemptStatus status) => new()
    {
        Id = Guid.NewGuid(),
        Number = 1,
        Target = "a.machine",
        IsSimulated = false,
        Sent = Noon,
        Status = status,
    };

    private static Attempt Failed(FailureClass failure) =>
        At(AttemptStatus.Failed) with { Failure = new JobFailure(failure, "Warm", "Too warm.") };

    private static JobRecord Ended(JobStatus status, params Attempt[] attempts) =>
        Priced(attempts) with { Status = status, Due = null };

    private static JobRecord Lost(JobStatus status, FailureClass failure) =>
        Ended(status, At(AttemptStatus.Unsent)) with { Failure = new JobFailure(failure, "Away", "It is away.") };

    private static JobRecord Told(FailureClass failure) =>
        Priced(Failed(failure)) with { Outcome = JobStatus.Failed, Phase = JobPhase.Complete, Status = JobStatus.Completing };

    private static JobRecord Ended(JobRecord job, Money cost) => job with
    {
        Status = JobStatus.Succeeded,
        Due = null,
        Attempts = [At(AttemptStatus.Succeeded) with { Cost = cost }],
    };

    private static Money Usd(decimal amount) => new(amount, "USD");

    private async Task<int> CountAsync()
    {
        var count = 0;
        await foreach (var _ in Store.QueryAsync(new JobQuery(), Token)) count++;
        return count;
    }
}
