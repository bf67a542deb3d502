#:project ../src/Coupler.Local/Coupler.Local.csproj
#:package Microsoft.Extensions.Hosting

// Times that a job is given, a target for when the first one cannot do it, and how often what goes wrong is tried again:
// dotnet run samples/fallback.cs

using Coupler;
using Coupler.Circuits;
using Coupler.Local;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using static Coupler.Circuits.Gates;

var builder = Host.CreateApplicationBuilder();
builder.Logging.SetMinimumLevel(LogLevel.Error);
builder.Services.AddCoupler(o =>
{
    o.Retries.NeverAccepted = TimeSpan.FromHours(6);
    o.Retries.Attempts = 2;
    o.Breaker.Break = TimeSpan.FromMinutes(1);
}).AddLocalWorkspace();
using var host = builder.Build();
var client = host.Services.GetRequiredService<QuantumClient>();

Circuit bell = [H(0), CX(0, 1), MeasureAll()];
var options = new JobOptions
{
    Target = "simulator",
    LongestWait = TimeSpan.FromHours(2),
    LongestRun = TimeSpan.FromMinutes(10),
    Deadline = TimeSpan.FromHours(24),
    Fallbacks =
    [
        new() { Target = "local.state-vector", When = FallbackConditions.Unavailable | FallbackConditions.QueueTooLong },
    ],
};

var result = await client.RunAsync(bell, options);
var where = result.Provenance;
Console.WriteLine($"{where.Target} gave it, {(where.IsSimulated ? "simulated" : "on hardware")}: {result.Shots} shots");
