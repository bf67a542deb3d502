using System.CommandLine;
using Coupler.Cli.Options;
using Coupler.Cli.Views;

namespace Coupler.Cli.Commands;

/// <summary><c>coupler submit FILE</c>: writes a job into the store and returns at once.</summary>
internal static class SubmitCommand
{
    private static readonly WorkloadRequest Request = new();
    private static readonly WordOption Name = new("--name", "A name for people. Default: the file's.");
    private static readonly WordOption Key = new(
        "--key", "A second submit with the same key of the same owner is the first job, not a new one.");

    private static readonly WordOption Owner = new("--owner", "Whose job it is, for lists and keys.");

    private static readonly Option<string[]> Tags = new("--tag")
    {
        Description = "A word to find the job by. Repeat it for more.",
        HelpName = "tag",
        DefaultValueFactory = _ => [],
        Validators = { WordOption.Check },
    };

    private static readonly StoreOption Store = new();
    private static readonly ChoiceOption<OutputFormat> Format = OutputFormats.Option();

    public static Command Create()
    {
        var verb = new Verb(
            "submit",
            "Writes a job into the store, prints its id and returns at once. The job runs when somebody has the store open: "
                + "'coupler watch', 'coupler results --wait', 'coupler work', or a program over the same file.",
            "coupler submit bell.qasm --shots 10000 --seed 7",
            "id=$(coupler submit bell.qasm) && coupler results $id --wait",
            "coupler submit bell.qasm --key monday --owner ann --tag calibration",
            "coupler submit samples/problems/G1.txt --time-limit 1h");
        Request.AddTo(verb);
        foreach (var option in (ReadOnlySpan<Option>)[Name, Key, Owner, Tags, Store, Format]) verb.Add(option);
        verb.SetAction(RunAsync);
        return verb;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var file = await Request.ReadAsync(parsed, cancellationToken);
        var store = Store.Of(parsed);
        await using var client = store.Open();
        var asked = TimeProvider.System.GetUtcNow();
        var job = await (file with { Options = OptionsOf(file, parsed) }).SubmitAsync(client, cancellationToken);
        var snapshot = await job.GetSnapshotAsync(CancellationToken.None);
        if (parsed.GetValue(Format) == OutputFormat.Json)
        {
            JsonOutput.Write(json => JobJson.WriteMembers(json, snapshot));
            return (int)ExitCode.Success;
        }

        StandardOutput.WriteText(output => output.WriteLine(job.Id));
        StandardError.WriteLine(snapshot.Created < asked ? Earlier(snapshot) : Advice(job, store));
        return (int)ExitCode.Success;
    }

    private static string Earlier(JobSnapshot job) =>
        $"This is the job that was submitted under this key before ({JobText.Activity(job)}); these options do not change it.";

    private static string Advice(Job job, StoreFile store) =>
        $"The job is in '{store.Path}' and runs when somebody has that open:\n"
            + $"  {store.Command($"watch {job.Id}")}\n"
            + $"  {store.Command($"results {job.Id} --wait")}\n"
            + $"  {store.Command("work")}";

    private static JobOptions OptionsOf(WorkloadFile file, ParseResult parsed) => file.Options with
    {
        Name = parsed.GetValue(Name) ?? file.Options.Name,
        Key = parsed.GetValue(Key),
        Owner = parsed.GetValue(Owner),
        Tags = [.. parsed.GetRequiredValue(Tags).Distinct()],
    };
}
