using System.Diagnostics;
using Coupler.Conformance.Client;
using Coupler.Jobs;
using Coupler.Testing.Contracts;

namespace Coupler.Conformance.Budgets;

/// <summary>Two processes that share a file and a budget submit at the same time.</summary>
public sealed class BudgetRaceTests : IDisposable
{
    private const int JobsOfEach = 32;

    private readonly TemporaryFile file = new();
    private readonly Patience patience = new();

    public void Dispose()
    {
        patience.Dispose();
        file.Dispose();
    }

    [Fact]
    public async Task Of_64_jobs_from_two_processes_exactly_those_ten_are_let_through_that_the_budget_allows()
    {
        using var first = Start();
        using var second = Start();
        foreach (var process in new[] { first, second })
        {
            Assert.Equal(Rush.Ready, await process.StandardOutput.ReadLineAsync(patience.Token));
        }

        foreach (var process in new[] { first, second }) await process.StandardInput.WriteLineAsync("go");
        string[] lines = [.. await EndAsync(first), .. await EndAsync(second)];

        Assert.Equal(2 * JobsOfEach, lines.Length);
        Assert.Equal((2 * JobsOfEach) - 10, lines.Count(line => line == Rush.Refused));
        var stored = new List<Guid>();
        await using var client = new QuantumClient([], Rush.Capped(file.Path));
        await foreach (var job in client.ListAsync(new JobQuery(), patience.Token)) stored.Add(job.Id);
        Assert.Equal(lines.Where(line => line != Rush.Refused).Select(Guid.Parse).Order(), stored.Order());
        var budget = Assert.Single(await client.GetBudgetsAsync(cancellationToken: patience.Token));
        Assert.Equal((0, 10, 0), (budget.Reserved, budget.Spent, budget.Left));
    }

    private Process Start() => DotnetProgram.Start("Coupler.Conformance.Client", "local", file.Path, "rush", $"{JobsOfEach}");

    private async Task<string[]> EndAsync(Process process)
    {
        var output = await process.StandardOutput.ReadToEndAsync(patience.Token);
        Assert.Empty(await process.StandardError.ReadToEndAsync(patience.Token));
        await process.WaitForExitAsync(patience.Token);
        return output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    }
}
