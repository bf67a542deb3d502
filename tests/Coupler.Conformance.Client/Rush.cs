using Coupler.Cost;
using Coupler.Problems;

namespace Coupler.Conformance.Client;

/// <summary>Jobs of 1 USD each under a budget that has room for ten, from several processes at a time.</summary>
public static class Rush
{
    /// <summary>What the process says when it is about to begin; it waits for a line then, so that all begin together.</summary>
    public const string Ready = "ready";

    public const string Refused = "refused";

    public static Money Price { get; } = new(1, "USD");

    /// <summary>The errand's options with the budget.</summary>
    public static CouplerOptions Capped(string? store = null)
    {
        var options = Errand.Impatient(store);
        options.Budgets.Add(new Budget { Name = "rush", Limit = 10, Currency = "USD", Period = BudgetPeriod.Ever });
        return options;
    }

    /// <summary>Writes a line for each job when all have ended: its id, or that it was refused.</summary>
    public static async Task RunAsync(QuantumClient client, int count)
    {
        ArgumentNullException.ThrowIfNull(client);
        Console.WriteLine(Ready);
        Console.ReadLine();
        var jobs = await Task.WhenAll(Enumerable.Range(0, count).Select(_ => Task.Run(() => SubmitAsync(client))));
        foreach (var job in jobs)
        {
            if (job is not null) await job.ResultAsync();
            Console.WriteLine(job is null ? Refused : $"{job.Id}");
        }
    }

    private static async Task<Job<ProblemResult>?> SubmitAsync(QuantumClient client)
    {
        try
        {
            return await client.SubmitAsync(Errand.Problem);
        }
        catch (BudgetExceededException)
        {
            return null;
        }
    }
}
