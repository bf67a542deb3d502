using System.Collections.Concurrent;
using Microsoft.AspNetCore.Http;

namespace Coupler.Conformance.Remote;

/// <summary>
/// The place over HTTP: <c>PUT runs/ID</c> takes a circuit, <c>POST looks</c> (ids in the body, a line each) says how runs
/// stand, <c>GET runs/ID</c> gives the histogram, <c>DELETE runs/ID</c> stops, <c>DELETE kept/ID</c> forgets. A test directs
/// it: <c>POST script/WHAT</c> with an argument in the body sets what happens to the next request of that kind, <c>GET held</c>
/// answers when a submission was accepted and its answer is being withheld. <c>POST script/trouble</c> with <c>PERCENT SEED</c>
/// makes the place refuse, cut connections and be away at random from then on, <c>POST script/latency</c> with
/// <c>MILLISECONDS</c> makes it take so long before it accepts.
/// </summary>
internal sealed class Place(Ledger ledger)
{
    private static readonly string[] UsualWords = ["queued", "running", "done"];

    private readonly ConcurrentDictionary<Guid, Run> runs = new();
    private readonly ConcurrentDictionary<string, ConcurrentQueue<string>> script = new();
    private readonly Lock troubleGate = new();
    private Random? trouble;
    private int percent;
    private TimeSpan latency;
    private TaskCompletionSource held = NewHeld();

    public async Task AnswerAsync(HttpContext context)
    {
        var path = context.Request.Path.Value!.Split('/', StringSplitOptions.RemoveEmptyEntries);
        var body = await BodyAsync(context.Request);
        await ((context.Request.Method, path) switch
        {
            ("PUT", ["runs", var id]) => SubmitAsync(context, Guid.Parse(id), body),
            ("POST", ["looks"]) => LookAsync(context, System.Text.Encoding.UTF8.GetString(body)),
            ("GET", ["runs", var id]) => FetchAsync(context, Guid.Parse(id)),
            ("DELETE", ["runs", var id]) => StopAsync(context, Guid.Parse(id)),
            ("DELETE", ["kept", var id]) => ForgetAsync(context, Guid.Parse(id)),
            ("POST", ["script", "trouble"]) => TroubleAsync(System.Text.Encoding.UTF8.GetString(body)),
            ("POST", ["script", "latency"]) => SlowDownAsync(System.Text.Encoding.UTF8.GetString(body)),
            ("POST", ["script", var what]) => DirectAsync(context, what, System.Text.Encoding.UTF8.GetString(body)),
            ("GET", ["held"]) => held.Task,
            _ => RefuseAsync(context, StatusCodes.Status404NotFound, "NoSuchThing"),
        });
    }

    private async Task SubmitAsync(HttpContext context, Guid id, byte[] body)
    {
        if (Next("cut before") is not null)
        {
            context.Abort();
            return;
        }

        if (Next("refuse") is { } seconds)
        {
            context.Response.Headers.RetryAfter = seconds;
            await RefuseAsync(context, StatusCodes.Status429TooManyRequests, "Busy");
            return;
        }

        await Task.Delay(latency, TimeProvider.System);
        try
        {
            var circuit = new CircuitBytes(body);
            circuit.Evolve();
            ledger.Enter(id);
            runs.TryAdd(id, new Run(id, circuit, Next("words")?.Split(',') ?? UsualWords));
        }
        catch (Exception exception) when (exception is FormatException or ArgumentOutOfRangeException or IndexOutOfRangeException)
        {
            await RefuseAsync(context, StatusCodes.Status422UnprocessableEntity, "NoCircuit");
            return;
        }

        if (Next("cut") is not null) context.Abort();
        if (Next("hold") is null) return;
        held.TrySetResult();
        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted);
    }

    private async Task LookAsync(HttpContext context, string ids)
    {
        if (Next("away") is { } seconds)
        {
            context.Response.Headers.RetryAfter = seconds;
            await RefuseAsync(context, StatusCodes.Status503ServiceUnavailable, "Away");
            return;
        }

        var known = ids.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(id => runs.GetValueOrDefault(Guid.Parse(id)))
            .OfType<Run>();
        await context.Response.WriteAsync(string.Join('\n', known.Select(run => run.Look())));
    }

    private async Task FetchAsync(HttpContext context, Guid id)
    {
        if (Next("away") is not null) await RefuseAsync(context, StatusCodes.Status503ServiceUnavailable, "Away");
        else if (runs.TryGetValue(id, out var run)) await context.Response.Body.WriteAsync(run.Histogram());
        else await RefuseAsync(context, StatusCodes.Status404NotFound, "NoSuchRun");
    }

    private async Task StopAsync(HttpContext context, Guid id)
    {
        if (runs.TryGetValue(id, out var run)) run.Stop();
        else await RefuseAsync(context, StatusCodes.Status404NotFound, "NoSuchRun");
    }

    private async Task ForgetAsync(HttpContext context, Guid id)
    {
        if (Next("away") is not null) await RefuseAsync(context, StatusCodes.Status503ServiceUnavailable, "Away");
        else runs.TryRemove(id, out _);
    }

    private Task DirectAsync(HttpContext context, string what, string argument)
    {
        if (what == "hold") held = NewHeld();
        script.GetOrAdd(what, _ => new()).Enqueue(argument);
        context.Response.StatusCode = StatusCodes.Status204NoContent;
        return Task.CompletedTask;
    }

    private static TaskCompletionSource NewHeld() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private Task TroubleAsync(string percentAndSeed)
    {
        var numbers = percentAndSeed.Split(' ');
        lock (troubleGate) (percent, trouble) = (int.Parse(numbers[0]), new Random(int.Parse(numbers[1])));
        return Task.CompletedTask;
    }

    private Task SlowDownAsync(string milliseconds)
    {
        latency = TimeSpan.FromMilliseconds(int.Parse(milliseconds));
        return Task.CompletedTask;
    }

    private string? Next(string what)
    {
        if (script.TryGetValue(what, out var queue) && queue.TryDequeue(out var argument)) return argument;
        if (what is not ("cut before" or "refuse" or "cut" or "away")) return null;
        lock (troubleGate) return trouble?.Next(100) < percent ? "0" : null;
    }

    private static async Task RefuseAsync(HttpContext context, int status, string code)
    {
        context.Response.StatusCode = status;
        await context.Response.WriteAsync(code);
    }

    private static async Task<byte[]> BodyAsync(HttpRequest request)
    {
        using var bytes = new MemoryStream();
        await request.Body.CopyToAsync(bytes);
        return bytes.ToArray();
    }
}
