using System.CommandLine;
using Coupler.Cli.Options;
using Coupler.Cli.Views;

namespace Coupler.Cli.Commands;

/// <summary><c>coupler results ID</c>: what a job brought, shown as <c>run</c> shows it.</summary>
internal static class ResultsCommand
{
    private static readonly JobArgument Id = new();
    private static readonly Option<bool> Wait = new("--wait")
    {
        Description = "Carries the job on, unless another process does, and waits for its end.",
    };

    private static readonly PlotOption Plot = new();
    private static readonly OutputFileOption Raw = new(
        "--raw", "Also writes the result as the target gave it, byte for byte; of a parked job, too.");

    private static readonly StoreOption Store = new();
    private static readonly ChoiceOption<OutputFormat> Format = OutputFormats.Option();

    public static Command Create()
    {
        var verb = new Verb(
            "results",
            "Shows what a job of the store brought, as 'coupler run' does.",
            "coupler results 01a20a3b-6653-7534-a13c-a60213a2d80c",
            "coupler results $id --wait --format json | jq .counts",
            "coupler results $id --format json | jq .best.cost",
            "coupler results $id --plot bell.svg --raw bell.raw")
        {
            Id, Wait, Plot, Raw, Store, Format,
        };
        verb.SetAction(RunAsync);
        return verb;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var store = Store.Of(parsed);
        var view = RunView.For(parsed.GetValue(Format) ?? OutputFormat.Text);
        await using var client = store.OpenExisting();
        var id = parsed.GetRequiredValue(Id);
        var last = await store.FindAsync(client, id, cancellationToken);
        var job = client.GetJob(id);
        if (parsed.GetValue(Wait))
        {
            StoreFile.TellWhoseItIs(last);
            last = await WaitAsync(job, view, store, cancellationToken);
        }

        if (parsed.GetValue(Raw) is { } path) await WriteRawAsync(job, path, cancellationToken);
        var outcome = await JobEnd.OutcomeAsync(job, last, JobText.Plain(last.Name), store, file: null, cancellationToken);
        return await view.ShowAsync(outcome, parsed.GetValue(Plot), cancellationToken);
    }

    private static async Task<JobSnapshot> WaitAsync(Job job, RunView view, StoreFile store, CancellationToken cancellationToken)
    {
        try
        {
            return await view.WatchAsync(job, Objective.Cost, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw store.Left(await job.GetSnapshotAsync(CancellationToken.None));
        }
    }

    /// <summary>A job without a result says below why it has none.</summary>
    private static async Task WriteRawAsync(Job job, string path, CancellationToken cancellationToken)
    {
        try
        {
            var raw = await job.RawResultAsync(cancellationToken);
            await File.WriteAllBytesAsync(path, raw.Content, cancellationToken);
        }
        catch (InvalidOperationException exception)
        {
            StandardError.WriteLine($"coupler: '{path}' is not written: {exception.Message}");
        }
    }
}
