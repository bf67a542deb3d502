using System.CommandLine;
using Coupler.Cli.Options;
using Coupler.Cli.Views;

namespace Coupler.Cli.Commands;

/// <summary><c>coupler watch ID</c>: carries a job on to its end and shows its course.</summary>
internal static class WatchCommand
{
    private static readonly JobArgument Id = new();
    private static readonly StoreOption Store = new();
    private static readonly ChoiceOption<OutputFormat> Format = new(
        OutputFormats.Flag,
        "For people, or one JSON object a line. Default: text.",
        ("text", OutputFormat.Text),
        (OutputFormats.Json, OutputFormat.Json));

    public static Command Create()
    {
        var verb = new Verb(
            "watch",
            "Shows each change of a job of the store until it has ended or is parked, and carries it on, unless another process "
                + "does or it is for a program's own step. Ctrl-C ends only the watching.",
            "coupler watch 01a20a3b-6653-7534-a13c-a60213a2d80c",
            "coupler watch $id && coupler results $id",
            "coupler watch $id --format json | jq -r .status")
        {
            Id, Store, Format,
        };
        verb.SetAction(RunAsync);
        return verb;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var store = Store.Of(parsed);
        await using var client = store.OpenExisting();
        var id = parsed.GetRequiredValue(Id);
        StoreFile.TellWhoseItIs(await store.FindAsync(client, id, cancellationToken));
        var job = client.GetJob(id);
        try
        {
            var last = await WatchAsync(job, parsed.GetValue(Format), cancellationToken);
            return (int)JobEnd.CodeOf(last.Status);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw store.Left(await job.GetSnapshotAsync(CancellationToken.None));
        }
    }

    private static async Task<JobSnapshot> WatchAsync(Job job, OutputFormat? format, CancellationToken cancellationToken)
    {
        if (format != OutputFormat.Json && !Console.IsOutputRedirected)
        {
            var ended = await new TerminalRunView().WatchAsync(job, Objective.Cost, cancellationToken);
            Write(ended);
            return ended;
        }

        JobSnapshot? last = null;
        await foreach (var now in job.WatchAsync(cancellationToken))
        {
            if (format == OutputFormat.Json) JsonOutput.WriteLine(json => JobJson.WriteMembers(json, now));
            else Write(now);
            last = now;
        }

        return last!;
    }

    private static void Write(JobSnapshot job) => StandardOutput.WriteText(output => output.WriteLine(JobText.Line(job)));
}
