using System.Globalization;
using Coupler;
using Coupler.Circuits;
using Coupler.Conformance.Client;
using Coupler.Jobs;
using Coupler.Local;
using Coupler.Problems;

// Coupler.Conformance.Client local|ADDRESS STORE run TARGET KILLPOINT     submits the errand, and dies where it is told
// Coupler.Conformance.Client local|ADDRESS STORE circuit|problem JOB      waits for a result and prints it
// Coupler.Conformance.Client ADDRESS STORE flock COUNT EFFECTS KILLPOINT LEASE  submits many jobs of a step, each under a key
// Coupler.Conformance.Client local STORE capped KILLPOINT                 submits the errand at a price under a budget, and dies
// Coupler.Conformance.Client local STORE rush COUNT                       submits many at a price under a budget, when told to
Workspace workspace = args[0] == "local" ? new LocalWorkspace() : new RemoteWorkspace(new Uri(args[0]));
JobStore store = new SqliteJobStore(args[1]);
if (args is [_, _, "run", _, not KillPoint.Never])
{
    var end = KillPoint.Parse(args[4]);
    (workspace, store) = (new MortalWorkspace(workspace, end), new MortalJobStore(store, end));
}

if (args is [_, _, "flock", _, _, _, _])
{
    var end = args[5] == KillPoint.Never ? new KillPoint(true, "") : KillPoint.Parse(args[5]);
    using var trap = new AnswerTrap(new Uri(args[0]));
    var mortal = new MortalWorkspace(workspace, end, trap);
    await Flock.RunAsync(mortal, new MortalJobStore(store, end), int.Parse(args[3]), args[4], end, Seconds(args[6]));
    return;
}

if (args is [_, _, "capped" or "rush", _])
{
    workspace = new PricedWorkspace(workspace, Rush.Price);
    if (args[2] == "capped")
    {
        var end = KillPoint.Parse(args[3]);
        (workspace, store) = (new MortalWorkspace(workspace, end), new MortalJobStore(store, end));
    }

    await using var capped = new QuantumClient([workspace], Rush.Capped(), store);
    if (args[2] == "rush") await Rush.RunAsync(capped, int.Parse(args[3]));
    else Console.WriteLine(Answer.Of(await capped.RunAsync(Errand.Problem, Errand.For("local.exhaustive"))));
    return;
}

await using var client = new QuantumClient([workspace], Errand.Impatient(), store);
Console.WriteLine(args switch
{
    [_, _, "run", "local.exhaustive", _] => Answer.Of(await client.RunAsync(Errand.Problem, Errand.For(args[3]))),
    [_, _, "run", var target, _] => Answer.Of(await client.RunAsync(Errand.Circuit, Errand.For(target))),
    [_, _, "problem", var job] => Answer.Of(await client.GetJob<ProblemResult>(Guid.Parse(job)).ResultAsync()),
    [_, _, "circuit", var job] => Answer.Of(await client.GetJob<CircuitResult>(Guid.Parse(job)).ResultAsync()),
    _ => throw new ArgumentException("See the first lines of Program.cs."),
});

static TimeSpan Seconds(string text) => TimeSpan.FromSeconds(double.Parse(text, CultureInfo.InvariantCulture));
