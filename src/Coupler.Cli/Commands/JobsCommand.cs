using System.Collections.Immutable;
using System.CommandLine;
using System.Text.Json;
using Coupler.Cli.Options;
using Coupler.Cli.Views;
using Coupler.Jobs;

namespace Coupler.Cli.Commands;

/// <summary><c>coupler jobs</c>: the jobs of the store, a page at a time.</summary>
internal static class JobsCommand
{
    private const int DefaultLimit = 20;
    private const string BeforeFlag = "--before";

    private static readonly StatusOption Statuses = new();
    private static readonly Option<bool> Parked = new("--parked")
    {
        Description = "Only jobs that wait for a person: --status parked.",
    };

    private static readonly Option<string?> Target = new("--target")
    {
        Description = "Only jobs on this target: its id.",
        HelpName = "target",
    };

    private static readonly Option<string?> Owner = new("--owner")
    {
        Description = "Only jobs of this owner.",
        HelpName = "owner",
    };

    private static readonly Option<string?> Tag = new("--tag") { Description = "Only jobs with this tag.", HelpName = "tag" };
    private static readonly NumberOption<int> Limit = new("--limit", $"The most of a page. Default: {DefaultLimit}.", 1, 1_000);
    private static readonly Option<Guid?> Before = new(BeforeFlag)
    {
        Description = "The page after this job, which is the last of the page before.",
        HelpName = "id",
        CustomParser = result =>
        {
            var text = result.Tokens[0].Value;
            if (Guid.TryParseExact(text, "D", out var id)) return id;
            result.AddError($"{BeforeFlag}: {JobArgument.Problem(text)}");
            return null;
        },
    };

    private static readonly StoreOption Store = new();
    private static readonly ChoiceOption<OutputFormat> Format = OutputFormats.Option();

    public static Command Create()
    {
        var verb = new Verb(
            "jobs",
            "Lists the jobs of the store, newest first, and says how to see the next page.",
            "coupler jobs",
            "coupler jobs --status failed,cancelled --tag calibration --limit 50",
            "coupler jobs --parked --format json | jq -r .jobs[].job")
        {
            Statuses, Parked, Target, Owner, Tag, Limit, Before, Store, Format,
        };
        verb.SetAction(RunAsync);
        return verb;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var store = Store.Of(parsed);
        await using var client = store.OpenExisting();
        if (parsed.GetValue(Before) is { } before) await store.FindAsync(client, before, cancellationToken);
        var limit = parsed.GetValue(Limit) ?? DefaultLimit;

        // One more than is shown tells whether there is another page.
        var found = await client.ListAsync(QueryOf(parsed) with { Limit = limit + 1 }, cancellationToken)
            .ToListAsync(cancellationToken);
        ImmutableArray<JobSnapshot> page = [.. found.Take(limit)];
        Guid? next = found.Count > limit ? page[^1].Id : null;
        if (parsed.GetValue(Format) == OutputFormat.Json) JsonOutput.Write(json => WriteJson(json, page, next));
        else WriteText(page, next, store, parsed);
        return (int)ExitCode.Success;
    }

    private static JobQuery QueryOf(ParseResult parsed)
    {
        var statuses = parsed.GetRequiredValue(Statuses);
        return new JobQuery
        {
            Statuses = parsed.GetValue(Parked) ? statuses.Add(JobStatus.Parked) : statuses,
            Target = parsed.GetValue(Target),
            Owner = parsed.GetValue(Owner),
            Tag = parsed.GetValue(Tag),
            Before = parsed.GetValue(Before),
        };
    }

    private static void WriteJson(Utf8JsonWriter json, ImmutableArray<JobSnapshot> jobs, Guid? next)
    {
        json.WriteStartArray("jobs");
        foreach (var job in jobs)
        {
            json.WriteStartObject();
            JobJson.WriteMembers(json, job);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        if (next is { } last) json.WriteString("next", last);
    }

    private static void WriteText(ImmutableArray<JobSnapshot> jobs, Guid? next, StoreFile store, ParseResult parsed)
    {
        if (jobs.IsEmpty)
        {
            StandardError.WriteLine($"No such jobs in '{store.Path}'.");
            return;
        }

        StandardOutput.WriteText(output => TextTable.Write(output, [JobText.Columns, .. jobs.Select(JobText.Row)]));
        if (next is { } last) StandardError.WriteLine($"There are more: {Again(parsed)} {BeforeFlag} {last}");
    }

    /// <summary>The command as it was typed, but for the page.</summary>
    private static string Again(ParseResult parsed)
    {
        var words = parsed.Tokens.Select(token => token.Value).ToList();
        if (words.IndexOf(BeforeFlag) is >= 0 and var place) words.RemoveRange(place, 2);
        return string.Join(' ', words.Select(ShellWord.Of).Prepend("coupler"));
    }
}
