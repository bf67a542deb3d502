using Coupler.Cost;
using Coupler.Problems;
using Coupler.Tests.Jobs;
using Microsoft.Extensions.Options;

namespace Coupler.Tests.Cost;

/// <summary>Which job falls under which cap, and what is said of those that are refused.</summary>
public sealed class BudgetTests
{
    private const int Patience = 20_000;

    private static readonly Budget Lab = new() { Name = "lab", Limit = 10, Currency = "USD", Period = BudgetPeriod.Month };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string, Budget[]> WrongBudgets => new()
    {
        { "Limit", [Lab with { Limit = 0 }] },
        { "Limit", [Lab with { Limit = 1_000_000_000_001 }] },
        { "Name", [Lab with { Name = "" }] },
        { "Currency", [Lab with { Currency = "" }] },
        { "in which nothing is billed", [Lab with { Currency = "Euro" }] },
        { "Period", [Lab with { Period = (BudgetPeriod)17 }] },
        { "not both", [Lab with { Owner = "ann", EachOwner = true }] },
        { "2 budgets are named 'lab'", [Lab, Lab with { Limit = 20 }] },
    };

    [Theory]
    [MemberData(nameof(WrongBudgets))]
    public void A_budget_that_makes_no_sense_is_refused_when_the_client_is_made(string what, Budget[] wrong)
    {
        var options = new CouplerOptions();
        options.Budgets.AddRange(wrong);

        var refusal = Assert.Throws<OptionsValidationException>(() => new QuantumClient([], options));

        Assert.Contains(what, refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(1_000_000_000_001)]
    public async Task A_cap_of_a_job_out_of_its_range_is_refused_by_name(long cap)
    {
        await using var client = Client(price: 1);

        var refusal = await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => SubmitAsync(client, new() { MaxCost = cap }));

        Assert.Contains(nameof(JobOptions.MaxCost), refusal.Message, StringComparison.Ordinal);
    }

    [Fact(Timeout = Patience)]
    public async Task A_job_whose_bound_is_above_its_own_cap_is_refused_and_nothing_is_written_or_sent()
    {
        await using var client = Client(price: 98.7m);

        var refusal = await Assert.ThrowsAsync<BudgetExceededException>(() => SubmitAsync(client, new() { MaxCost = 98.69m }));

        Assert.Equal((null, 98.69m, 98.7m), (refusal.Budget, refusal.Limit, refusal.Asked));
        Assert.Equal(
            "scripted.machine may charge up to 98.70 USD for this job, and its MaxCost is 98.69 USD. Nothing was sent.",
            refusal.Message);
        Assert.Empty(await ListAsync(client));
        Assert.Empty(client.Place.Calls);
        await SubmitAsync(client, new() { MaxCost = 98.7m });
    }

    [Fact(Timeout = Patience)]
    public async Task A_job_that_may_cost_nothing_takes_what_is_free_alone()
    {
        await using var client = Client(price: 0);
        await SubmitAsync(client, new() { MaxCost = 0 });
        client.Place.Costs = Price(0.01m);

        await Assert.ThrowsAsync<BudgetExceededException>(() => SubmitAsync(client, new() { MaxCost = 0 }));
    }

    [Fact(Timeout = Patience)]
    public async Task A_cap_that_cannot_be_checked_is_not_passed_over()
    {
        await using var client = Client(price: 0, Lab with { Owner = "ann" }, Lab with { Name = "tests", Tag = "test" });
        client.Place.Costs = null;

        await Assert.ThrowsAsync<CostUnknownException>(() => SubmitAsync(client, new() { MaxCost = 1_000 }));
        await Assert.ThrowsAsync<CostUnknownException>(() => SubmitAsync(client, new() { Owner = "ann" }));
        await Assert.ThrowsAsync<CostUnknownException>(() => SubmitAsync(client, new() { Tags = ["test"] }));

        Assert.Empty(await ListAsync(client));
        var job = await SubmitAsync(client, new() { Owner = "bob" });
        Assert.Null((await job.GetSnapshotAsync(Token)).Bound);
    }

    [Fact(Timeout = Patience)]
    public async Task A_budget_is_for_all_jobs_in_its_currency_however_it_is_written()
    {
        await using var client = Client(price: 6, Lab with { Currency = "usd" });
        await SubmitAsync(client, new() { Owner = "ann" });

        await Assert.ThrowsAsync<BudgetExceededException>(() => SubmitAsync(client, new() { Owner = "bob" }));

        client.Place.Costs = Price(6, "EUR");
        await SubmitAsync(client);
        Assert.Equal([(6, 0)], await BudgetsAsync(client));
    }

    [Fact(Timeout = Patience)]
    public async Task A_refusal_tells_the_figures()
    {
        await using var client = Client(price: 6.5m, Lab with { EachOwner = true });
        await SubmitAsync(client, new() { Owner = "ann" });

        var refusal = await Assert.ThrowsAsync<BudgetExceededException>(() => SubmitAsync(client, new() { Owner = "ann" }));

        Assert.Equal(("lab", "ann", "scripted.machine"), (refusal.Budget!.Name, refusal.Owner, refusal.Target));
        Assert.Equal((6.5m, 10, "USD"), (refusal.Asked, refusal.Limit, refusal.Currency));
        Assert.Equal((6.5m, 0), (refusal.Reserved, refusal.Spent));
        Assert.Equal(new DateTimeOffset(2026, 2, 1, 0, 0, 0, TimeSpan.Zero), refusal.PeriodEnds);
        Assert.Equal(
            "scripted.machine may charge up to 6.50 USD for this job. Of the budget 'lab' for ann, 10.00 USD a month, 0.00 "
                + "are spent and 6.50 reserved: 3.50 are left until 2026-02-01 (UTC). Nothing was sent.",
            refusal.Message);
    }

    [Fact(Timeout = Patience)]
    public async Task A_budget_for_each_owner_is_counted_for_each()
    {
        await using var client = Client(price: 6, Lab with { EachOwner = true });

        foreach (var owner in new[] { "ann", "bob", null }) await SubmitAsync(client, new() { Owner = owner });
        foreach (var owner in new[] { "ann", "bob", null, "" })
        {
            await Assert.ThrowsAsync<BudgetExceededException>(() => SubmitAsync(client, new() { Owner = owner }));
        }

        var state = Assert.Single(await client.Client.GetBudgetsAsync("bob", Token));
        Assert.Equal(("bob", 6, 0, 4), (state.Owner, state.Reserved, state.Spent, state.Left));
    }

    [Fact(Timeout = Patience)]
    public async Task A_job_falls_under_every_budget_of_its_scope()
    {
        await using var client = Client(
            price: 4,
            Lab,
            Lab with { Name = "ann's", Owner = "ann", Limit = 5 },
            Lab with { Name = "tests", Tag = "test", Limit = 4 });

        await SubmitAsync(client, new() { Owner = "ann", Tags = ["test"] });
        Assert.Equal("ann's", await RefusedByAsync(client, new() { Owner = "ann" }));
        Assert.Equal("tests", await RefusedByAsync(client, new() { Owner = "bob", Tags = ["big", "test"] }));
        await SubmitAsync(client, new() { Owner = "bob" });
        Assert.Equal("lab", await RefusedByAsync(client, new() { Owner = "bob" }));

        Assert.Equal([(8, 0), (4, 0), (4, 0)], await BudgetsAsync(client));
        Assert.Equal(["lab", "tests"], (await client.Client.GetBudgetsAsync("bob", Token)).Select(state => state.Budget.Name));
    }

    [Fact(Timeout = Patience)]
    public async Task A_budget_for_each_job_counts_nothing()
    {
        await using var client = Client(price: 10, Lab with { Period = BudgetPeriod.Job });
        foreach (var _ in Enumerable.Range(0, 3)) await SubmitAsync(client);
        client.Place.Costs = Price(10.01m);

        var refusal = await Assert.ThrowsAsync<BudgetExceededException>(() => SubmitAsync(client));

        Assert.Equal(
            "scripted.machine may charge up to 10.01 USD for this job, and the budget 'lab' allows 10.00 USD a job. "
                + "Nothing was sent.",
            refusal.Message);
        Assert.Equal([(0, 0)], await BudgetsAsync(client));
    }

    [Theory(Timeout = Patience)]
    [InlineData(BudgetPeriod.Day, "2026-02-28T23:59:59.9999999Z", "2026-03-01T00:00:00Z")]
    [InlineData(BudgetPeriod.Month, "2026-02-28T23:59:59.9999999Z", "2026-03-01T00:00:00Z")]
    [InlineData(BudgetPeriod.Year, "2026-12-31T23:59:59.9999999Z", "2027-01-01T00:00:00Z")]
    public async Task A_new_period_begins_anew_and_a_job_counts_where_it_was_submitted(
        BudgetPeriod period, string lastMoment, string firstMoment)
    {
        await using var client = Client(price: 6, Lab with { Period = period });
        client.Time.SetUtcNow(DateTimeOffset.Parse(lastMoment));
        var old = await SubmitAsync(client);
        var refusal = await Assert.ThrowsAsync<BudgetExceededException>(() => SubmitAsync(client));
        Assert.Equal(DateTimeOffset.Parse(firstMoment), refusal.PeriodEnds);

        client.Time.SetUtcNow(DateTimeOffset.Parse(firstMoment));
        Assert.Equal([(0, 0)], await BudgetsAsync(client));
        var job = await SubmitAsync(client);
        await Assert.ThrowsAsync<BudgetExceededException>(() => SubmitAsync(client));
        Assert.Null(await client.FollowAsync(old));
        Assert.Null(await client.FollowAsync(job));

        var state = Assert.Single(await client.Client.GetBudgetsAsync(cancellationToken: Token));
        Assert.Equal((0, 6), (state.Reserved, state.Spent));
    }

    [Fact(Timeout = Patience)]
    public async Task A_budget_for_ever_never_begins_anew()
    {
        await using var client = Client(price: 6, Lab with { Period = BudgetPeriod.Ever });
        await SubmitAsync(client);
        client.Time.Advance(TimeSpan.FromDays(4_000));

        var refusal = await Assert.ThrowsAsync<BudgetExceededException>(() => SubmitAsync(client));

        Assert.Null(refusal.PeriodEnds);
        Assert.Contains("Of the budget 'lab', 10.00 USD, ", refusal.Message, StringComparison.Ordinal);
    }

    [Fact(Timeout = Patience)]
    public async Task Budgets_whose_names_hold_strokes_are_not_mixed_up()
    {
        await using var client = Client(
            price: 6,
            Lab with { Name = "a", EachOwner = true },
            Lab with { Name = "a/USD/Month/2026-01-01/b", EachOwner = true });
        await SubmitAsync(client, new() { Owner = "b/USD/Month/2026-01-01/c" });

        Assert.All(await client.Client.GetBudgetsAsync("c", Token), state => Assert.Equal(0, state.Reserved));
    }

    [Fact(Timeout = Patience)]
    public async Task A_second_submit_under_a_key_is_the_first_job_though_nothing_is_left()
    {
        await using var client = Client(price: 6, Lab);
        var first = await SubmitAsync(client, new() { Key = "order-1" });

        var second = await SubmitAsync(client, new() { Key = "order-1", MaxCost = 1 });

        Assert.Equal(first.Id, second.Id);
        Assert.Equal([(6, 0)], await BudgetsAsync(client));
    }

    [Fact(Timeout = Patience)]
    public async Task The_bound_stands_in_the_snapshot_also_where_no_cap_asks_for_it()
    {
        await using var client = Client(price: 98.7m);
        var priced = await SubmitAsync(client);
        client.Place.Costs = CostEstimate.Free;
        var free = await SubmitAsync(client);

        Assert.Equal(new Money(98.7m, "USD"), (await priced.GetSnapshotAsync(Token)).Bound);
        Assert.Equal(new Money(0, ""), (await free.GetSnapshotAsync(Token)).Bound);
    }

    private static ScriptedClient Client(decimal price, params Budget[] budgets)
    {
        var options = new CouplerOptions();
        options.Budgets.AddRange(budgets);
        var client = new ScriptedClient(options);
        client.Place.Costs = Price(price);
        return client;
    }

    private static CostEstimate Price(decimal amount, string currency = "USD") =>
        new() { Lines = [], UpperBound = amount, Currency = currency };

    private static Task<Job<ProblemResult>> SubmitAsync(ScriptedClient client, JobOptions? options = null) =>
        client.Client.SubmitAsync(
            ScriptedClient.Problem, (options ?? new JobOptions()) with { Target = client.Place.TargetId }, Token);

    private static async Task<string> RefusedByAsync(ScriptedClient client, JobOptions options) =>
        (await Assert.ThrowsAsync<BudgetExceededException>(() => SubmitAsync(client, options))).Budget!.Name;

    private static async Task<(decimal Reserved, decimal Spent)[]> BudgetsAsync(ScriptedClient client) =>
        [.. (await client.Client.GetBudgetsAsync(cancellationToken: Token)).Select(state => (state.Reserved, state.Spent))];

    private static async Task<List<JobSnapshot>> ListAsync(ScriptedClient client)
    {
        var jobs = new List<JobSnapshot>();
        await foreach (var job in client.Client.ListAsync(cancellationToken: Token)) jobs.Add(job);
        return jobs;
    }
}
