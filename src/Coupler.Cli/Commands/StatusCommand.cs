using System.CommandLine;
using Coupler.Cli.Options;
using Coupler.Cli.Views;

namespace Coupler.Cli.Commands;

/// <summary><c>coupler status ID</c>: how a job stands at this moment.</summary>
internal static class StatusCommand
{
    private static readonly JobArgument Id = new();
    private static readonly StoreOption Store = new();
    private static readonly ChoiceOption<OutputFormat> Format = OutputFormats.Option();

    public static Command Create()
    {
        var verb = new Verb(
            "status",
            "Says how a job of the store stands. It does not carry the job on.",
            "coupler status 01a20a3b-6653-7534-a13c-a60213a2d80c",
            "coupler status $id --format json | jq -r .status")
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
        var job = await store.FindAsync(client, parsed.GetRequiredValue(Id), cancellationToken);
        if (parsed.GetValue(Format) == OutputFormat.Json) JsonOutput.Write(json => JobJson.WriteMembers(json, job));
        else StandardOutput.WriteText(output => JobText.Write(output, job));
        return (int)ExitCode.Success;
    }
}
