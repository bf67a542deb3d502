#:project ../src/Coupler.Local/Coupler.Local.csproj

// Caps what jobs cost, with no account: a place in this process that charges for its simulator: dotnet run samples/budget.cs

using System.Collections.Immutable;
using Coupler;
using Coupler.Circuits;
using Coupler.Cost;
using Coupler.Local;
using static Coupler.Circuits.Gates;

var options = new CouplerOptions();
options.Budgets.Add(new() { Name = "lab", Limit = 20, Currency = "EUR", Period = BudgetPeriod.Month });
await using var client = new QuantumClient([new DearPlace(new LocalWorkspace())], options);
Circuit bell = [H(0), CX(0, 1), MeasureAll()];

try
{
    await client.SubmitAsync(bell, new() { MaxCost = 5 });
}
catch (BudgetExceededException refusal)
{
    Console.WriteLine(refusal.Message);
}

try
{
    while (true)
    {
        await client.RunAsync(bell);
        foreach (var state in await client.GetBudgetsAsync())
        {
            Console.WriteLine($"{state.Budget.Name}: {state.Spent:N2} {state.Budget.Currency} spent, {state.Left:N2} left");
        }
    }
}
catch (BudgetExceededException refusal)
{
    Console.WriteLine($"asked for {refusal.Asked:N2} {refusal.Currency}, with {refusal.Spent:N2} of {refusal.Limit:N2} spent");
}

/// <summary>A job costs at most 10 EUR here; in the end it costs 8.</summary>
internal sealed class DearPlace(Workspace place) : Workspace
{
    public override string Name => place.Name;

    public override CostEstimate Estimate(Workload workload, Target target, JobOptions options) => new()
    {
        Lines = [new("each job", 1, "job", 10)],
        UpperBound = 10,
        Currency = "EUR",
    };

    public override async ValueTask<ImmutableArray<AttemptReport>> ReadAsync(
        ImmutableArray<Guid> attempts, CancellationToken cancellationToken)
    {
        var reports = await place.ReadAsync(attempts, cancellationToken);
        return [.. reports.Select(report =>
            report.Status == AttemptStatus.Succeeded ? report with { Cost = new Money(8, "EUR") } : report)];
    }

    public override ValueTask<ImmutableArray<Target>> GetTargetsAsync(CancellationToken cancellationToken) =>
        place.GetTargetsAsync(cancellationToken);

    public override void Validate(Workload workload, Target target, JobOptions options) =>
        place.Validate(workload, target, options);

    public override Payload Encode(Workload workload, Target target, JobOptions options) =>
        place.Encode(workload, target, options);

    public override ValueTask SubmitAsync(Submission submission, CancellationToken cancellationToken) =>
        place.SubmitAsync(submission, cancellationToken);

    public override ValueTask<Payload> FetchAsync(Guid attempt, CancellationToken cancellationToken) =>
        place.FetchAsync(attempt, cancellationToken);

    public override JobResult Decode(Workload workload, Payload raw, JobOptions options, Provenance provenance) =>
        place.Decode(workload, raw, options, provenance);

    public override ValueTask CancelAsync(Guid attempt, CancellationToken cancellationToken) =>
        place.CancelAsync(attempt, cancellationToken);

    public override ValueTask ReleaseAsync(Guid attempt, CancellationToken cancellationToken) =>
        place.ReleaseAsync(attempt, cancellationToken);
}
