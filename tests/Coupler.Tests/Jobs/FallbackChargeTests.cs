using Coupler.Cost;

namespace Coupler.Tests.Jobs;

/// <summary>What a job reserves and spends that may go on elsewhere: at most 4 USD here, and 7 USD or 7 HQC there.</summary>
public sealed class FallbackChargeTests
{
    private const int Patience = 20_000;

    private static readonly WorkspaceException Unavailable =
        new(FailureClass.NeverAccepted, "Down", "It is down.") { IsTargetUnavailable = true };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact(Timeout = Patience)]
    public async Task The_larger_bound_is_reserved_once_and_the_place_that_gave_the_result_is_paid()
    {
        await using var places = Places(there: "USD");
        places.Here.OnSubmit = (_, _) => throw Unavailable;
        places.There.OnRead = attempt => ScriptedWorkspace.Says(attempt, AttemptStatus.Executing);
        var job = await places.SubmitAsync();
        Assert.Equal([(7, 0), (0, 0)], await BudgetsAsync(places));

        places.There.OnRead = attempt =>
            ScriptedWorkspace.Says(attempt, AttemptStatus.Succeeded) with { Cost = new Money(6.5m, "USD") };
        await places.ResultAsync(job);

        Assert.Equal([(0, 6.5m), (0, 0)], await BudgetsAsync(places));
        Assert.Equal(new Money(7, "USD"), (await job.GetSnapshotAsync(Token)).Bound);
    }

    [Theory(Timeout = Patience)]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Each_currency_has_its_own_bound_reserved_and_one_of_them_is_spent(bool goesElsewhere)
    {
        await using var places = Places(there: "HQC");
        if (goesElsewhere) places.Here.OnSubmit = (_, _) => throw Unavailable;
        var job = await places.SubmitAsync();
        Assert.Equal(11, (await BudgetsAsync(places)).Sum(budget => budget.Reserved + budget.Spent));

        await places.ResultAsync(job);

        Assert.Equal(goesElsewhere ? [(0, 0), (0, 7)] : [(0, 4), (0, 0)], await BudgetsAsync(places));
    }

    [Fact(Timeout = Patience)]
    public async Task What_was_taken_out_of_a_queue_is_not_charged()
    {
        await using var places = Places(there: "HQC");
        places.Here.OnRead = attempt => ScriptedWorkspace.Says(
            attempt, places.Here.Count("cancel") > 0 ? AttemptStatus.Cancelled : AttemptStatus.Waiting);
        var job = await places.SubmitAsync(with: options => options with { LongestWait = TimeSpan.FromMinutes(1) });

        Assert.Equal("there.machine", (await places.ResultAsync(job)).Provenance.Target);

        Assert.Equal([(0, 0), (0, 7)], await BudgetsAsync(places));
    }

    [Fact(Timeout = Patience)]
    public async Task A_fallback_that_is_too_dear_or_has_no_bound_refuses_the_job_at_its_submit()
    {
        await using var places = Places(there: "USD");

        var refusal = await Assert.ThrowsAsync<BudgetExceededException>(
            () => places.SubmitAsync(with: options => options with { MaxCost = 6 }));
        Assert.Equal(("there.machine", 7), (refusal.Target, refusal.Asked));
        places.There.Costs = null;
        await Assert.ThrowsAsync<CostUnknownException>(() => places.SubmitAsync());

        Assert.Empty(places.Here.Calls);
        Assert.Equal([(0, 0), (0, 0)], await BudgetsAsync(places));
    }

    private static TwoPlaces Places(string there)
    {
        var options = new CouplerOptions();
        foreach (var currency in new[] { "USD", "HQC" })
        {
            options.Budgets.Add(new() { Name = currency, Limit = 1_000, Currency = currency, Period = BudgetPeriod.Ever });
        }

        var places = new TwoPlaces(options);
        places.Here.Costs = new CostEstimate { Lines = [], UpperBound = 4, Currency = "USD" };
        places.There.Costs = new CostEstimate { Lines = [], UpperBound = 7, Currency = there };
        return places;
    }

    private static async Task<(decimal Reserved, decimal Spent)[]> BudgetsAsync(TwoPlaces places) =>
        [.. (await places.Client.GetBudgetsAsync(cancellationToken: Token)).Select(state => (state.Reserved, state.Spent))];
}
