using System.Text.Json.Serialization;
using Coupler.Circuits;
using Coupler.Jobs;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using static Coupler.Circuits.Gates;

namespace Coupler.Conformance.Client;

/// <summary>Many jobs of one step. Each has a key, so that a process that comes after a crash submits them all again.</summary>
internal static class Flock
{
    public static async Task RunAsync(
        Workspace workspace, JobStore store, int count, string effects, KillPoint end, TimeSpan lease)
    {
        var impatient = Errand.Impatient();
        await using var services = new ServiceCollection()
            .AddSingleton(store)
            .AddSingleton(end)
            .AddSingleton(new EffectFolder(effects))
            .AddCoupler(options =>
            {
                (options.Lease, options.ScanInterval) = (lease, impatient.ScanInterval);
                (options.FirstDelay, options.LongestDelay) = (impatient.FirstDelay, impatient.LongestDelay);
            })
            .AddWorkspace(_ => workspace)
            .AddStep<LeaveTrace>("leave-trace", FlockJson.Default)
            .Services.BuildServiceProvider();
        foreach (var host in services.GetServices<IHostedService>()) await host.StartAsync(CancellationToken.None);

        // A few at a time, or the first process would have sent them all before it is killed.
        var step = services.GetRequiredService<LeaveTrace>();
        var few = new ParallelOptions { MaxDegreeOfParallelism = 4 };
        await Parallel.ForAsync(0, count, few, async (number, token) =>
        {
            var options = new JobOptions { Target = RemoteWorkspace.TargetId, Shots = 20, Seed = number, Key = $"{number}" };
            var job = await step.SubmitAsync(new Sheep(number), options, token);
            await job.ResultAsync(token);
        });
    }
}

/// <summary>Where the traces are left.</summary>
internal sealed record EffectFolder(string Path);

/// <summary>What the step starts from.</summary>
internal sealed record Sheep(int Number);

/// <summary>Leaves a file under the job's id: an effect that may be repeated and still is one.</summary>
internal sealed class LeaveTrace(EffectFolder folder, KillPoint end) : QuantumStep<Sheep, CircuitResult>
{
    public override Workload<CircuitResult> Prepare(Sheep input)
    {
        Circuit bell = [H(0), CX(0, 1), MeasureAll()];
        return bell;
    }

    public override async Task SucceededAsync(
        StepContext job, Sheep input, CircuitResult result, CancellationToken cancellationToken)
    {
        var path = Path.Combine(folder.Path, job.Id.ToString());
        await end.AroundAsync("effect", async () => await File.WriteAllTextAsync(path, $"{input.Number}", cancellationToken));
    }
}

[JsonSerializable(typeof(Sheep))]
internal sealed partial class FlockJson : JsonSerializerContext;
