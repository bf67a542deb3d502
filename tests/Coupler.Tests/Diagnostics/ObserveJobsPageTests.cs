using System.Diagnostics.Metrics;
using System.Reflection;
using System.Text.RegularExpressions;
using Coupler.Cost;
using Coupler.Tests.Jobs;
using Microsoft.Extensions.Logging;

namespace Coupler.Tests.Diagnostics;

/// <summary>The tables of docs/how-to/observe-jobs.md say what is told, all of it and no more.</summary>
[Collection(nameof(Listening))]
public sealed partial class ObserveJobsPageTests
{
    private const int Patience = 60_000;

    private static readonly string[] Page =
        File.ReadAllLines(Path.Combine(RepositoryRoot.Path, "docs", "how-to", "observe-jobs.md"));

    [Fact(Timeout = Patience)]
    public async Task Every_instrument_is_in_the_table_with_its_kind_unit_and_attributes()
    {
        using var recorder = await TellEverythingAsync();

        var published = from instrument in recorder.Instruments.DistinctBy(instrument => instrument.Name)
                        let attributes = string.Join(' ', recorder.AttributesOf(instrument.Name))
                        select $"{instrument.Name} {KindOf(instrument)} {instrument.Unit}: {attributes}";
        var written = from row in Table("Measurements")
                      select $"{Code(row[0])} {row[1]} {Code(row[2])}: {string.Join(' ', Codes(row[3]).Order())}";
        Assert.Equal(written.Order(), published.Order());
    }

    [Fact(Timeout = Patience)]
    public async Task Every_span_is_in_the_table_with_its_kind_parent_and_attributes()
    {
        using var recorder = await TellEverythingAsync();

        var told = from span in recorder.Spans
                   group span by span.OperationName into alike
                   let parents = alike.Select(span => recorder.Spans
                       .FirstOrDefault(other => other.SpanId == span.ParentSpanId)?.OperationName ?? "").Distinct()
                   let tags = alike.SelectMany(span => span.TagObjects).Select(tag => tag.Key).Distinct().Order()
                   select $"{alike.Key} {alike.First().Kind} {string.Join(' ', parents)}: {string.Join(' ', tags)}";

        var phase = Table("Spans").Single(row => Code(row[0]) == "prepare phase");
        var written = from row in Table("Spans")
                      let attributes = row[3] == "the same" ? phase[3] : row[3]
                      let parent = Codes(row[2]).SingleOrDefault("")
                      select $"{Code(row[0])} {row[1]} {parent}: {string.Join(' ', Codes(attributes).Order())}";
        Assert.Equal(written.Order(), WithFailures(told, written).Order());
    }

    [Fact(Timeout = Patience)]
    public async Task Every_attribute_is_explained_and_none_that_is_not_there()
    {
        using var recorder = await TellEverythingAsync();
        var told = recorder.Spans.SelectMany(span => span.TagObjects.Concat(span.Events.SelectMany(one => one.Tags)))
            .Select(tag => tag.Key)
            .Concat(recorder.Instruments.SelectMany(instrument => recorder.AttributesOf(instrument.Name)));

        Assert.Equal(Table("Attributes").Select(row => Code(row[0])).Order(), told.Distinct().Order());
    }

    [Fact]
    public void Every_log_event_is_in_the_table_under_an_id_of_its_own()
    {
        const BindingFlags All = BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic;
        var methods = typeof(QuantumClient).Assembly.GetTypes()
            .SelectMany(type => type.GetMethods(All | BindingFlags.DeclaredOnly));
        LoggerMessageAttribute[] events =
            [.. methods.Select(method => method.GetCustomAttribute<LoggerMessageAttribute>()).OfType<LoggerMessageAttribute>()];

        Assert.Equal(events.Length, events.Select(one => one.EventId).Distinct().Count());
        Assert.Equal(
            Table("Log events").Select(row => $"{row[0]} {Code(row[1])} {row[2]}"),
            events.OrderBy(one => one.EventId).Select(one => $"{one.EventId} {one.EventName} {one.Level}"));
    }

    /// <summary>All that is told while every story is played, a job is held for a while, and one goes elsewhere.</summary>
    private static async Task<Recorder> TellEverythingAsync()
    {
        var recorder = new Recorder();
        await using (var scripted = new ScriptedClient())
        {
            await scripted.SubmitAsync();
            await recorder.HeldAsync(1, ("coupler.held.state", "waiting"));
        }

        await using (var two = new TwoPlaces())
        {
            two.Here.Availability = TargetAvailability.Unavailable;
            two.Here.Costs = two.There.Costs = Story.Costs;
            two.There.OnRead = attempt =>
                ScriptedWorkspace.Says(attempt, AttemptStatus.Succeeded) with { Cost = new Money(1.5m, "USD") };
            await two.ResultAsync(await two.SubmitAsync());
        }

        foreach (var story in Story.All) await story.PlayAsync();
        return recorder;
    }

    /// <summary>
    /// Only some phases fail in the stories, and no submit does; the failures' attributes come from one place for all spans.
    /// </summary>
    private static IEnumerable<string> WithFailures(IEnumerable<string> told, IEnumerable<string> written) =>
        told.Select(line => written.FirstOrDefault(other => Failure().Replace(other, "") == Failure().Replace(line, "")) ?? line);

    private static string KindOf(Instrument instrument) => instrument.GetType().Name.Split('`')[0];

    /// <summary>The cells of the table under a heading, row by row.</summary>
    private static string[][] Table(string heading) =>
    [
        .. Page.SkipWhile(line => line != $"## {heading}").Skip(1)
            .TakeWhile(line => !line.StartsWith("## ", StringComparison.Ordinal))
            .Where(line => line.StartsWith('|')).Skip(2)
            .Select(line => line.Trim('|').Split('|').Select(cell => cell.Trim()).ToArray()),
    ];

    private static string Code(string cell) => Codes(cell).First();

    private static IEnumerable<string> Codes(string cell) => Quoted().Matches(cell).Select(match => match.Groups[1].Value);

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Quoted();

    [GeneratedRegex(@" (coupler\.failure\.class|error\.type)")]
    private static partial Regex Failure();
}
