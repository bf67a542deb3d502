using System.CommandLine;
using Coupler.Cli.Options;
using Coupler.Cli.Views;

namespace Coupler.Cli.Commands;

/// <summary><c>coupler complete ID</c>: takes a parked job up again where it stopped.</summary>
internal static class CompleteCommand
{
    private static readonly JobArgument Id = new();
    private static readonly StoreOption Store = new();
    private static readonly ChoiceOption<OutputFormat> Format = OutputFormats.Option();

    public static Command Create()
    {
        var verb = new Verb(
            "complete",
            "Takes a parked job of the store up again where it stopped, and returns at once. It goes on when somebody has the "
                + "store open: a program with the job's step, 'coupler watch' or 'coupler work'.",
            "coupler complete 01a20a3b-6653-7534-a13c-a60213a2d80c",
            "coupler jobs --parked --format json | jq -r .jobs[].job | xargs -n 1 coupler complete")
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
        if (before.Status != JobStatus.Parked) throw NotParked(before);
        var job = client.GetJob(id);
        await job.CompleteAsync(cancellationToken);
        var now = await job.GetSnapshotAsync(cancellationToken);
        if (parsed.GetValue(Format) == OutputFormat.Json) JsonOutput.Write(json => JobJson.WriteMembers(json, now));
        else StandardOutput.WriteText(output => output.WriteLine($"Job {id} is taken up again: {store.Command($"watch {id}")}"));
        return (int)ExitCode.Success;
    }

    private static CommandException NotParked(JobSnapshot job) => new(new(
        FailureKind.Usage, $"Job {job.Id} is not parked, so there is nothing to take up: {JobText.Activity(job)}.")
    {
        Job = job.Id,
        Target = job.Target,
        Status = job.Status,
    });
}
