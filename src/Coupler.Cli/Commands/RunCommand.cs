using System.CommandLine;
using Coupler.Cli.Options;
using Coupler.Cli.Views;
using Coupler.Local;

namespace Coupler.Cli.Commands;

/// <summary><c>coupler run FILE</c>: runs a circuit file, or solves a problem file, and shows what came out.</summary>
internal static class RunCommand
{
    private static readonly WorkloadRequest Request = new();
    private static readonly ChoiceOption<OutputFormat> Format = OutputFormats.Option();
    private static readonly PlotOption Plot = new();
    private static readonly StoreOption Store = new(
        "A file in which the job is kept, so that it outlives the command. Default: none, and Ctrl-C cancels the job.");

    public static Command Create()
    {
        var verb = new Verb(
            "run",
            "Runs a circuit file and shows how often each outcome came, or solves a problem file and shows the best solution.",
            "coupler run samples/circuits/grover.qasm",
            "coupler run bell.qasm --shots 10000 --seed 7 --plot bell.png",
            "coupler run rotation.qasm --input theta=1.5708 --precision float32",
            "coupler run bell.qasm --format json > bell.json",
            "coupler run samples/problems/G1.txt --time-limit 10s --plot G1.png",
            "coupler run samples/problems/berlin52.tsp",
            "coupler run cover.json --as qubo --solutions 5",
            "coupler run large.qasm --store jobs.db");
        Request.AddTo(verb);
        verb.Add(Format);
        verb.Add(Plot);
        verb.Add(Store);
        verb.SetAction(RunAsync);
        return verb;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var file = await Request.ReadAsync(parsed, cancellationToken);
        var view = RunView.For(parsed.GetValue(Format) ?? OutputFormat.Text);
        var plot = parsed.GetValue(Plot);
        var outcome = parsed.GetValue(Store) is null
            ? await RunInMemoryAsync(file, view, cancellationToken)
            : await RunInStoreAsync(file, view, Store.Of(parsed), cancellationToken);
        if (!cancellationToken.IsCancellationRequested) return await view.ShowAsync(outcome, plot, cancellationToken);

        // A search that is cancelled may still bring the best that it has found, and a job may have ended by itself meanwhile.
        await view.ShowAsync(outcome, plot, CancellationToken.None);
        return (int)ExitCode.Cancelled;
    }

    /// <summary>A cancelled token cancels the job, which then still ends as jobs do.</summary>
    private static async Task<RunOutcome> RunInMemoryAsync(
        WorkloadFile file, RunView view, CancellationToken cancellationToken)
    {
        await using var client = QuantumClient.Local();
        var job = await file.SubmitAsync(client, cancellationToken);
        await using var cancelling = cancellationToken.Register(() =>
        {
            _ = job.CancelAsync();
            view.Tell("Cancelling; press Ctrl-C again to leave at once.");
        });
        var last = await view.WatchAsync(job, file.Objective, CancellationToken.None);
        return await JobEnd.OutcomeAsync(job, last, file.Path, store: null, file.Source, CancellationToken.None);
    }

    /// <summary>A cancelled token is a question: what becomes of the job, which can go on without this process?</summary>
    private static async Task<RunOutcome> RunInStoreAsync(
        WorkloadFile file, RunView view, StoreFile store, CancellationToken cancellationToken)
    {
        await using var client = store.Open();
        var job = await file.SubmitAsync(client, cancellationToken);
        var last = await WatchAsync(job, file.Objective, view, store, cancellationToken);
        return await JobEnd.OutcomeAsync(job, last, file.Path, store, file.Source, CancellationToken.None);
    }

    private static async Task<JobSnapshot> WatchAsync(
        Job job, Objective objective, RunView view, StoreFile store, CancellationToken cancellationToken)
    {
        try
        {
            return await view.WatchAsync(job, objective, cancellationToken);
        }
        catch (OperationCanceledException) when (LeaveQuestion.CanBeAsked)
        {
            var ended = RunView.EndAsync(job, CancellationToken.None);
            if (!await IsToBeCancelledAsync(ended)) throw store.Left(await job.GetSnapshotAsync(CancellationToken.None));
            if (!ended.IsCompleted) view.Tell("Cancelling; press Ctrl-C again to leave at once.");
            await job.CancelAsync(CancellationToken.None);
            return await ended;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw store.Left(await job.GetSnapshotAsync(CancellationToken.None));
        }
    }

    /// <summary>A job that ends while the question stands answers it: there is nothing to leave.</summary>
    private static async Task<bool> IsToBeCancelledAsync(Task ended)
    {
        using var question = new LeaveQuestion();
        var answer = question.AskAsync();
        return await Task.WhenAny(answer, ended) == ended || await answer;
    }
}
