using System.CommandLine;
using Coupler.Cli.Options;
using Coupler.Cli.Views;

namespace Coupler.Cli.Commands;

/// <summary><c>coupler cancel ID</c>: stops a job.</summary>
internal static class CancelCommand
{
    /// <summary>Most cancellations have taken effect by then, and somebody waits to see it.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private static readonly JobArgument Id = new();
    private static readonly StoreOption Store = new();
    private static readonly ChoiceOption<OutputFormat> Format = OutputFormats.Option();

    public static Command Create()
    {
        var verb = new Verb(
            "cancel",
            "Asks for a job of the store to be stopped, wherever it runs. A job that has ended, or whose result is here, keeps "
                + "that.",
            "coupler cancel 01a20a3b-6653-7534-a13c-a60213a2d80c",
            "coupler cancel $id --format json | jq -r .status")
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
        var before = await store.FindAsync(client, id, cancellationToken);
        var job = client.GetJob(id);
        await job.CancelAsync(cancellationToken);
        await WaitAsync(job, cancellationToken);
        var now = await job.GetSnapshotAsync(cancellationToken);
        if (parsed.GetValue(Format) == OutputFormat.Json) JsonOutput.Write(json => JobJson.WriteMembers(json, now));
        else StandardOutput.WriteText(output => output.WriteLine(Text(before, now, store)));
        return (int)ExitCode.Success;
    }

    private static string Text(JobSnapshot before, JobSnapshot now, StoreFile store) => (before.Status, now.Status) switch
    {
        ({ IsFinal: true } or JobStatus.Parked, var status) => $"Job {now.Id} had stopped before: {JsonOutput.Word(status)}.",
        (_, JobStatus.Cancelled) => $"Job {now.Id} is cancelled.",
        (_, { IsFinal: true }) => $"Job {now.Id} ended with its result: {JsonOutput.Word(now.Status)}.",
        _ => $"Job {now.Id} is being cancelled. To see when it is: {store.Command($"watch {now.Id}")}",
    };

    private static async Task WaitAsync(Job job, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        try
        {
            await RunView.EndAsync(job, patience.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // The wish is written down: whoever has the job obeys it.
        }
    }
}
