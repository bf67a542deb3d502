#:project ../src/Coupler.Local/Coupler.Local.csproj
#:package Microsoft.Extensions.Hosting

// A step of an application's own flow that is done by a quantum job: two teams are made of five friends, and the teams are
// written to a file when the job ends, in this process or the next: dotnet run samples/step.cs
// Run it twice: the key makes it the same job, and the file is written once.

using System.Text.Json.Serialization;
using Coupler;
using Coupler.Local;
using Coupler.Problems;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

var builder = Host.CreateApplicationBuilder();
builder.Logging.SetMinimumLevel(LogLevel.Warning);
builder.Services.AddCoupler(o => o.Store = "jobs.db").AddLocalWorkspace()
    .AddStep<MakeTeams>("make-teams", AppJson.Default);
using var host = builder.Build();
await host.StartAsync();

var makeTeams = host.Services.GetRequiredService<MakeTeams>();
var friends = new Friends(["Ada", "Ben", "Cleo", "Dan", "Eve"], [[0, 1], [1, 2], [2, 3], [3, 4], [4, 0], [0, 2]]);
var job = await makeTeams.SubmitAsync(friends, new() { Key = "autumn cup" });

await job.ResultAsync();
Console.Write(await File.ReadAllTextAsync($"teams-{job.Id}.txt"));
await host.StopAsync();

/// <summary>Who plays, and which pairs had better be apart.</summary>
internal sealed record Friends(string[] Names, int[][] Rivals);

internal sealed class MakeTeams : QuantumStep<Friends, ProblemResult>
{
    // Each pair that is apart lowers the sum by 1: xy is 1 only if both are in team 1.
    public override Workload<ProblemResult> Prepare(Friends input)
    {
        Qubo teams = [.. input.Rivals.SelectMany(pair => new[]
        {
            (pair[0], pair[0], -1.0), (pair[1], pair[1], -1.0), (pair[0], pair[1], 2.0),
        })];
        return teams;
    }

    // It may run more than once for one job: what it writes under the job's id is then written again, and not twice.
    public override Task SucceededAsync(
        StepContext job, Friends input, ProblemResult result, CancellationToken cancellationToken) =>
        File.WriteAllLinesAsync(
            $"teams-{job.Id}.txt",
            [
                string.Join(", ", input.Names.Where((_, i) => result.Best[i])),
                string.Join(", ", input.Names.Where((_, i) => !result.Best[i])),
            ],
            cancellationToken);
}

[JsonSerializable(typeof(Friends))]
internal sealed partial class AppJson : JsonSerializerContext;
