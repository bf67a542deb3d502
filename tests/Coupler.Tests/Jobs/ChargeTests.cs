using Coupler.Cost;
using Coupler.Problems;

namespace Coupler.Tests.Jobs;

/// <summary>What becomes of what a job has reserved, by how it goes. Each costs at most 7 USD.</summary>
public sealed class ChargeTests : IAsyncDisposable
{
    private const int Patience = 20_000;

    private static readonly JobFailure Drift = new(FailureClass.FailedFree, "Drift", "The machine was out of tune.");

    private readonly ScriptedClient scripted = Client();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => scripted.DisposeAsync();

    [Fact(Timeout = Patience)]
    public async Task A_job_has_reserved_its_bound_until_it_has_ended()
    {
        await scripted.SubmitAsync();
        await scripted.WaitsAsync(JobPhase.Monitor);

        Assert.Equal((7, 0), await BudgetAsync());
    }

    [Theory(Timeout = Patience)]
    [InlineData(AttemptStatus.Succeeded, null, 7)]
    [InlineData(AttemptStatus.Succeeded, 5.25, 5.25)]
    [InlineData(AttemptStatus.Succeeded, 0.0, 0)]
    [InlineData(AttemptStatus.Succeeded, 8.0, 8)]
    [InlineData(AttemptStatus.Failed, null, 7)]
    [InlineData(AttemptStatus.Failed, 2.5, 2.5)]
    [InlineData(AttemptStatus.Cancelled, null, 7)]
    [InlineData(AttemptStatus.Cancelled, 0.0, 0)]
    [InlineData(AttemptStatus.Cancelled, 1.5, 1.5)]
    public async Task What_the_place_tells_is_spent_and_else_the_bound(AttemptStatus end, double? told, double spent)
    {
        var cost = told is { } amount ? new Money((decimal)amount, "USD") : null;
        scripted.Place.OnRead = attempt => ScriptedWorkspace.Says(attempt, end) with { Cost = cost };
        var job = await scripted.SubmitAsync();

        await scripted.FollowAsync(job);

        Assert.Equal((0, (decimal)spent), await BudgetAsync());
        Assert.Equal(cost, (await job.GetSnapshotAsync(Token)).Cost);
    }

    [Fact(Timeout = Patience)]
    public async Task What_is_told_in_another_currency_than_the_bound_leaves_the_bound_spent()
    {
        scripted.Place.OnRead = attempt =>
            ScriptedWorkspace.Says(attempt, AttemptStatus.Succeeded) with { Cost = new Money(31, "HQC") };
        var job = await scripted.SubmitAsync();

        await scripted.FollowAsync(job);

        Assert.Equal((0, 7), await BudgetAsync());
        Assert.Equal(new Money(31, "HQC"), (await job.GetSnapshotAsync(Token)).Cost);
    }

    [Theory(Timeout = Patience)]
    [InlineData(FailureClass.FailedFree, 0)]
    [InlineData(FailureClass.NeverAccepted, 0)]
    [InlineData(FailureClass.Yours, 0)]
    [InlineData(FailureClass.FailedCharged, 7)]
    public async Task What_a_place_refuses_costs_nothing_unless_it_says_so(FailureClass failure, int spent)
    {
        scripted.Place.OnRead = _ => null;
        scripted.Place.OnSubmit = (_, _) => throw new WorkspaceException(failure, "No", "It says no.");
        var job = await scripted.SubmitAsync();

        Assert.IsType<JobFailedException>(await scripted.FollowAsync(job));

        Assert.Equal((0, spent), await BudgetAsync());
    }

    [Fact(Timeout = Patience)]
    public async Task A_failure_without_charge_keeps_the_one_bound_reserved_for_the_next_attempt()
    {
        var looks = 0;
        scripted.Place.OnRead = attempt => looks++ == 0
            ? ScriptedWorkspace.Says(attempt, AttemptStatus.Failed) with { Failure = Drift }
            : ScriptedWorkspace.Says(attempt, AttemptStatus.Succeeded) with { Cost = new Money(3, "USD") };
        var job = await scripted.SubmitAsync();
        scripted.Time.SetUtcNow((await scripted.WaitsAsync(JobPhase.Monitor)).Due!.Value);
        await scripted.WaitsAsync(JobPhase.Prepare);
        Assert.Equal((7, 0), await BudgetAsync());

        Assert.Null(await scripted.FollowAsync(job));

        Assert.Equal((0, 3), await BudgetAsync());
    }

    [Fact(Timeout = Patience)]
    public async Task A_job_that_was_cancelled_before_it_was_sent_frees_what_it_reserved()
    {
        var gate = new Gate();
        scripted.Place.OnUpload = (_, token) => gate.PassAsync(token);
        var job = await scripted.SubmitAsync();
        await gate.Reached;
        await job.CancelAsync(Token);
        gate.Open();

        await Assert.ThrowsAsync<JobCancelledException>(() => job.ResultAsync(Token));

        Assert.Equal((0, 0), await BudgetAsync());
    }

    [Fact(Timeout = Patience)]
    public async Task A_job_that_is_cancelled_between_two_attempts_is_not_sent_again_and_costs_nothing()
    {
        scripted.Place.OnRead = attempt =>
            ScriptedWorkspace.Says(attempt, AttemptStatus.Failed) with { Failure = Drift };
        var job = await scripted.SubmitAsync();
        scripted.Time.SetUtcNow((await scripted.WaitsAsync(JobPhase.Monitor)).Due!.Value);
        await scripted.WaitsAsync(JobPhase.Prepare);

        await job.CancelAsync(Token);

        await Assert.ThrowsAsync<JobCancelledException>(() => job.ResultAsync(Token));
        Assert.Equal((0, 0), await BudgetAsync());
        Assert.Equal((1, 1), (scripted.Place.Count("submit"), scripted.Place.Count("encode")));
    }

    [Fact(Timeout = Patience)]
    public async Task A_job_that_is_parked_keeps_what_it_has_reserved_until_it_goes_on_and_ends()
    {
        scripted.Place.OnRead = _ => null;
        scripted.Place.OnSubmit = (_, _) => throw new WorkspaceException(FailureClass.AcceptanceUnknown, "Cut", "It was cut.");
        var job = await scripted.SubmitAsync();
        Assert.IsType<JobFailedException>(await scripted.FollowAsync(job));
        Assert.Equal(JobStatus.Parked, (await job.GetSnapshotAsync(Token)).Status);
        Assert.Equal((7, 0), await BudgetAsync());

        scripted.Place.OnRead = attempt =>
            ScriptedWorkspace.Says(attempt, AttemptStatus.Succeeded) with { Cost = new Money(4, "USD") };
        await job.CompleteAsync(Token);
        Assert.Null(await scripted.FollowAsync(job));

        Assert.Equal((0, 4), await BudgetAsync());
    }

    [Fact(Timeout = Patience)]
    public async Task What_another_process_goes_on_with_is_settled_there()
    {
        var job = await scripted.SubmitAsync();
        await scripted.WaitsAsync(JobPhase.Monitor);
        await scripted.DisposeAsync();

        await using var other = Client(scripted.Store, scripted.Time);
        other.Place.OnRead = attempt =>
            ScriptedWorkspace.Says(attempt, AttemptStatus.Succeeded) with { Cost = new Money(4, "USD") };
        await other.Client.GetJob<ProblemResult>(job.Id).ResultAsync(Token);

        var state = Assert.Single(await other.Client.GetBudgetsAsync(cancellationToken: Token));
        Assert.Equal((0, 4), (state.Reserved, state.Spent));
    }

    private static ScriptedClient Client(WatchedJobStore? store = null, WatchedTime? time = null)
    {
        var options = new CouplerOptions();
        options.Budgets.Add(new Budget { Name = "all", Limit = 1_000, Currency = "USD", Period = BudgetPeriod.Ever });
        options.Retries.NeverAccepted = options.Retries.AcceptanceUnknown = TimeSpan.FromMinutes(1);
        var client = new ScriptedClient(options, store, time);
        client.Place.Costs = new CostEstimate { Lines = [], UpperBound = 7, Currency = "USD" };
        return client;
    }

    private async Task<(decimal Reserved, decimal Spent)> BudgetAsync()
    {
        var state = Assert.Single(await scripted.Client.GetBudgetsAsync(cancellationToken: Token));
        return (state.Reserved, state.Spent);
    }
}
