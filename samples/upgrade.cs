#:project ../src/Coupler.Local/Coupler.Local.csproj
#:package Microsoft.Extensions.Hosting

// A new version of a program takes over the jobs of the one before, whose step had a bug and whose inputs looked different:
// dotnet run samples/upgrade.cs

using System.Text.Json;
using System.Text.Json.Serialization;
using Coupler;
using Coupler.Jobs;
using Coupler.Local;
using Coupler.Problems;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

var store = Path.Combine(Directory.CreateTempSubdirectory("coupler-").FullName, "jobs.db");

// The program as it was: its step throws, so the job is parked with its result kept.
using (var before = Start(store, coupler => coupler.AddStep<PackBefore>("pack", AppJson.Default)))
{
    var job = await before.Services.GetRequiredService<PackBefore>().SubmitAsync(new PackingBefore([3, 1, 2]));
    await foreach (var update in job.WatchAsync()) if (update.Failure is { } failure) Console.WriteLine(failure.Message);
    await before.StopAsync();
}

// The program as it is now: another class, another layout of the input, and the same name.
using (var now = Start(store, coupler => coupler.AddStep<Pack>("pack", AppJson.Default, version: 2)))
{
    var client = now.Services.GetRequiredService<QuantumClient>();
    await foreach (var parked in client.ListAsync(new JobQuery { Statuses = [JobStatus.Parked] }))
    {
        var job = client.GetJob<ProblemResult>(parked.Id);
        await job.CompleteAsync();
        await job.ResultAsync();
    }

    await now.StopAsync();
}

static IHost Start(string store, Action<CouplerBuilder> addSteps)
{
    var builder = Host.CreateApplicationBuilder();
    builder.Logging.SetMinimumLevel(LogLevel.None);
    addSteps(builder.Services.AddCoupler(o => (o.Store, o.Retries.Steps) = (store, 1)).AddLocalWorkspace());
    var host = builder.Build();
    host.Start();
    return host;
}

internal sealed record PackingBefore(int[] Weights);

internal sealed class PackBefore : QuantumStep<PackingBefore, ProblemResult>
{
    public override Workload<ProblemResult> Prepare(PackingBefore input) => Pack.Problem(input.Weights);

    public override Task SucceededAsync(
        StepContext job, PackingBefore input, ProblemResult result, CancellationToken cancellationToken) =>
        throw new InvalidOperationException("This version cannot write its answer.");
}

internal sealed record Packing(int[] Weights, string Unit);

internal sealed class Pack : QuantumStep<Packing, ProblemResult>
{
    public static Qubo Problem(int[] weights) => [.. weights.Select((weight, i) => (i, i, (double)-weight))];

    public override Workload<ProblemResult> Prepare(Packing input) => Problem(input.Weights);

    // Version 1 had no unit: it was always kilograms.
    protected override Packing ReadInput(int version, ReadOnlyMemory<byte> json) =>
        new(JsonSerializer.Deserialize(json.Span, AppJson.Default.PackingBefore)!.Weights, "kg");

    public override Task SucceededAsync(
        StepContext job, Packing input, ProblemResult result, CancellationToken cancellationToken) =>
        Console.Out.WriteLineAsync($"packed {input.Weights.Where((_, i) => result.Best[i]).Sum()} {input.Unit}");
}

[JsonSerializable(typeof(Packing))]
[JsonSerializable(typeof(PackingBefore))]
internal sealed partial class AppJson : JsonSerializerContext;
