using System.Net;
using Coupler.Conformance.Remote;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;

// Coupler.Conformance.Remote LEDGER: prints its address and serves until its standard input ends.
var place = new Place(new Ledger(args[0]));
var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
builder.WebHost.UseKestrelCore().ConfigureKestrel(options =>
    options.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http1));
await using var app = builder.Build();
app.Run(place.AnswerAsync);
await app.StartAsync();
Console.WriteLine(app.Urls.First());
await Console.In.ReadToEndAsync();
