#:project ../src/Coupler.Local/Coupler.Local.csproj
#:package Microsoft.Extensions.Hosting

// How long jobs are kept, and how they are deleted before: dotnet run samples/tidy.cs

using Coupler;
using Coupler.Circuits;
using Coupler.Jobs;
using Coupler.Local;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using static Coupler.Circuits.Gates;

var builder = Host.CreateApplicationBuilder();
builder.Logging.SetMinimumLevel(LogLevel.Warning);
builder.Services.AddCoupler(o => (o.Store, o.Retention) = ("jobs.db", TimeSpan.FromDays(30))).AddLocalWorkspace();
using var host = builder.Build();
var client = host.Services.GetRequiredService<QuantumClient>();

Circuit bell = [H(0), CX(0, 1), MeasureAll()];
var job = await client.SubmitAsync(bell, new() { Retention = TimeSpan.FromDays(365) });
await job.ResultAsync();
for (var i = 0; i < 2; i++) await client.RunAsync(bell, new() { Owner = "ann" });

await client.DeleteAsync(job.Id);
var ofAnn = new JobQuery { Owner = "ann", Limit = int.MaxValue };
var count = await client.PurgeAsync(olderThan: TimeSpan.Zero, ofAnn);

var left = await client.ListAsync().CountAsync();
Console.WriteLine($"{count} jobs of ann were deleted, and {left} jobs are left.");
