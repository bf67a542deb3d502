#:project ../src/Coupler.Local/Coupler.Local.csproj
#:package Microsoft.Extensions.Hosting

// What a program can see of its jobs: spans and measurements as they happen, and whether all is well:
// dotnet run samples/observe.cs

using System.Diagnostics;
using System.Diagnostics.Metrics;
using Coupler;
using Coupler.Circuits;
using Coupler.Diagnostics;
using Coupler.Local;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using static Coupler.Circuits.Gates;

using var spans = new ActivityListener
{
    ShouldListenTo = source => source.Name == CouplerDiagnostics.ActivitySourceName,
    Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
    ActivityStopped = span => Console.WriteLine($"span  {span.OperationName} {span.Duration.TotalMilliseconds:f1} ms"),
};
ActivitySource.AddActivityListener(spans);

using var counts = new MeterListener
{
    InstrumentPublished = (instrument, listener) =>
    {
        if (instrument.Meter.Name == CouplerDiagnostics.MeterName) listener.EnableMeasurementEvents(instrument);
    },
};
counts.SetMeasurementEventCallback<long>((what, count, _, _) => Console.WriteLine($"count {what.Name} {count}"));
counts.SetMeasurementEventCallback<double>((what, seconds, _, _) => Console.WriteLine($"time  {what.Name} {seconds:f4} s"));
counts.Start();

var builder = Host.CreateApplicationBuilder();
builder.Services.AddCoupler().AddLocalWorkspace();
builder.Services.AddHealthChecks().AddCoupler();
using var host = builder.Build();
await host.StartAsync();

Circuit bell = [H(0), CX(0, 1), MeasureAll()];
await host.Services.GetRequiredService<QuantumClient>().RunAsync(bell, new() { Seed = 7 });

var health = await host.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync();
Console.WriteLine($"health {health.Status}: {health.Entries["coupler"].Description}");
await host.StopAsync();
