using Coupler.Conformance.Client;
using Coupler.Jobs;
using Coupler.Local;
using Coupler.Problems;
using Coupler.Testing.Contracts;

namespace Coupler.Conformance.Budgets;

/// <summary>A process is killed at a border of the phases of a job that costs something.</summary>
public sealed class BudgetCrashTests : IDisposable
{
    private readonly TemporaryFile file = new();
    private readonly Patience patience = new();

    public void Dispose()
    {
        patience.Dispose();
        file.Dispose();
    }

    [Theory]
    [InlineData("after commit create", 1, 0)]
    [InlineData("before commit intent", 1, 0)]
    [InlineData("after commit intent", 1, 0)]
    [InlineData("after call submit", 1, 0)]
    [InlineData("after commit acceptance", 1, 0)]
    [InlineData("before commit end", 1, 0)]
    [InlineData("after commit end", 0, 1)]
    public async Task What_was_reserved_stays_over_a_kill_and_is_spent_when_the_job_has_ended(
        string killPoint, int reserved, int spent)
    {
        await RunAndDieAsync(killPoint);
        Assert.Equal((reserved, spent), await BudgetAsync());

        await EndAsync(await JobAsync());

        Assert.Equal((0, 1), await BudgetAsync());
    }

    [Fact]
    public async Task A_process_that_is_killed_before_the_job_is_written_has_reserved_nothing()
    {
        await RunAndDieAsync("before commit create");

        Assert.Equal((0, 0), await BudgetAsync());
    }

    private async Task RunAndDieAsync(string killPoint)
    {
        using var client = DotnetProgram.Start("Coupler.Conformance.Client", "local", file.Path, "capped", killPoint);
        var output = await client.StandardOutput.ReadToEndAsync(patience.Token);
        var errors = await client.StandardError.ReadToEndAsync(patience.Token);
        await client.WaitForExitAsync(patience.Token);
        Assert.True(client.ExitCode != 0 && output.Length == 0 && errors.Length == 0, $"It was not killed: {output}{errors}");
    }

    /// <summary>Read by a client that has no place and so leaves the jobs alone.</summary>
    private async Task<(decimal Reserved, decimal Spent)> BudgetAsync()
    {
        await using var client = new QuantumClient([], Rush.Capped(file.Path));
        var budget = Assert.Single(await client.GetBudgetsAsync(cancellationToken: patience.Token));
        return (budget.Reserved, budget.Spent);
    }

    private async Task<Guid> JobAsync()
    {
        await using var store = new SqliteJobStore(file.Path);
        var jobs = new List<Guid>();
        await foreach (var job in store.QueryAsync(new JobQuery(), patience.Token)) jobs.Add(job.Id);
        return Assert.Single(jobs);
    }

    private async Task EndAsync(Guid job)
    {
        var place = new PricedWorkspace(new LocalWorkspace(), Rush.Price);
        await using var client = new QuantumClient([place], Rush.Capped(file.Path));
        await client.GetJob<ProblemResult>(job).ResultAsync(patience.Token);
    }
}
