using System.CommandLine;
using Coupler.Cli.Options;
using Coupler.Cli.Views;
using Coupler.Jobs;

namespace Coupler.Cli.Commands;

/// <summary><c>coupler work</c>: carries on what is due in the store.</summary>
internal static class WorkCommand
{
    /// <summary>Of the jobs that are left to other programs.</summary>
    private const int MostListed = 100;

    private static readonly Option<bool> UntilIdle = new("--until-idle")
    {
        Description = "Returns when nothing is left to do: every job has ended, is parked or is a program's own.",
    };

    private static readonly StoreOption Store = new();
    private static readonly ChoiceOption<OutputFormat> Format = OutputFormats.Option();

    public static Command Create()
    {
        var verb = new Verb(
            "work",
            "Carries on all jobs of the store that are due, also those that are submitted meanwhile, until Ctrl-C. What has not "
                + "ended by then stays in the store. Several may work over one store.",
            "coupler work",
            "coupler work --until-idle --store jobs.db")
        {
            UntilIdle, Store, Format,
        };
        verb.SetAction(RunAsync);
        return verb;
    }

    /// <summary>Returns when nothing is left to do here, and says what is left to others.</summary>
    private static async Task EndAsync(QuantumClient client, CancellationToken cancellationToken)
    {
        await client.WhenAllEndedAsync(cancellationToken);
        var others = new JobQuery { Statuses = [.. Enum.GetValues<JobStatus>().Where(GoesOn)], Limit = MostListed };
        await foreach (var job in client.ListAsync(others, cancellationToken)) StoreFile.TellWhoseItIs(job);
    }

    private static bool GoesOn(JobStatus status) => status != JobStatus.Parked && !status.IsFinal;

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var store = Store.Of(parsed);
        var untilIdle = parsed.GetValue(UntilIdle);
        var log = new WorkLog();
        var exitCode = ExitCode.Success;
        var isNew = !File.Exists(store.Path);
        await using (var client = store.Open(takesDueJobs: true))
        {
            var until = untilIdle ? "until nothing is left to do" : "until Ctrl-C";
            StandardError.WriteLine($"Carrying on what is due in '{store.Path}'{(isNew ? ", which is new," : ",")} {until}.");
            var logging = log.ReadAsync(client);
            try
            {
                if (untilIdle) await EndAsync(client, cancellationToken);
                else await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                StandardError.WriteLine("Stopping. What has not ended stays in the store.");
                exitCode = ExitCode.Cancelled;
            }

            await client.DisposeAsync();
            await logging;
        }

        if (parsed.GetValue(Format) == OutputFormat.Json) JsonOutput.Write(json => log.WriteJson(json, store));
        else StandardOutput.WriteText(output => output.WriteLine(log.Summary));
        return (int)exitCode;
    }
}
