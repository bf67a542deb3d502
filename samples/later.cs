#:project ../src/Coupler.Local/Coupler.Local.csproj
#:package Microsoft.Extensions.Hosting

// A job that outlives its process. Without an argument it submits the job, prints its id and leaves; with the id it comes
// back for the result, in another process: dotnet run samples/later.cs ID
// Run it in the same folder both times: that is where jobs.db lies.

using Coupler;
using Coupler.Circuits;
using Coupler.Local;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using static Coupler.Circuits.Gates;

var builder = Host.CreateApplicationBuilder();
builder.Logging.SetMinimumLevel(LogLevel.Warning);
builder.Services.AddCoupler(o => o.Store = "jobs.db").AddLocalWorkspace();
using var host = builder.Build();
var client = host.Services.GetRequiredService<QuantumClient>();

if (args is [var savedId])
{
    var later = await client.GetJob<CircuitResult>(Guid.Parse(savedId)).ResultAsync();
    foreach (var (bits, count) in later.Counts) Console.WriteLine($"{bits} {count,5}");
    return;
}

Circuit bell = [H(0), CX(0, 1), MeasureAll()];
var job = await client.SubmitAsync(bell);
Console.WriteLine(job.Id);
