#:project ../src/Coupler.Azure/Coupler.Azure.csproj
#:project ../src/Coupler.Local/Coupler.Local.csproj
#:package Microsoft.Extensions.Hosting

// The same program here and on Azure Quantum: dotnet run samples/azure.cs
// With the settings of a workspace it runs there: Quantum__SubscriptionId=… Quantum__ResourceGroup=… Quantum__Name=…
// Quantum__Location=westeurope dotnet run samples/azure.cs. Without them it runs in this process.

using Coupler;
using Coupler.Azure;
using Coupler.Circuits;
using Coupler.Local;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using static Coupler.Circuits.Gates;

var builder = Host.CreateApplicationBuilder();
builder.Logging.SetMinimumLevel(LogLevel.Warning);
var there = builder.Configuration.GetSection("Quantum");
if (there.Exists()) builder.Services.AddCoupler(o => o.Store = "jobs.db").AddAzureWorkspace(there);
else builder.Services.AddCoupler(o => o.Store = "jobs.db").AddLocalWorkspace();
using var host = builder.Build();
await host.StartAsync();

var client = host.Services.GetRequiredService<QuantumClient>();
Circuit bell = [H(0), CX(0, 1), MeasureAll()];
var job = await client.SubmitAsync(bell, new() { Target = "simulator", Shots = 1_000 });
await foreach (var update in job.WatchAsync()) Console.WriteLine($"{update.Phase} {update.Status}");

var result = await job.ResultAsync();
foreach (var (outcome, count) in result.Counts.OrderBy(pair => pair.Key)) Console.WriteLine($"{outcome} {count}");
Console.WriteLine($"on {result.Provenance.Target} of {result.Provenance.Workspace}");
await host.StopAsync();
