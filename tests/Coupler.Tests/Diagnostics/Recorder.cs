using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Coupler.Tests.Diagnostics;

/// <summary>Keeps every span that ended and every measurement, from its making until it is disposed.</summary>
internal sealed class Recorder : IDisposable
{
    private const string Name = "Coupler";
    private static readonly string[] Everywhere = ["coupler.job.id", "coupler.workspace", "coupler.target"];

    private readonly ConcurrentQueue<Activity> spans = new();
    private readonly ConcurrentQueue<Instrument> instruments = new();
    private readonly ConcurrentQueue<(string Instrument, double Value, KeyValuePair<string, object?>[] Tags)> measured = new();
    private readonly ActivityListener activities;
    private readonly MeterListener meters = new();

    public Recorder()
    {
        activities = new ActivityListener
        {
            ShouldListenTo = source => source.Name == Name,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = spans.Enqueue,
        };
        ActivitySource.AddActivityListener(activities);
        meters.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name != Name) return;
            instruments.Enqueue(instrument);
            listener.EnableMeasurementEvents(instrument);
        };
        meters.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Keep(instrument, value, tags));
        meters.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Keep(instrument, value, tags));
        meters.Start();
    }

    /// <summary>In the order of their ends, but the submit first, which ends at any time after the job began.</summary>
    public IReadOnlyList<Activity> Spans => [.. spans.OrderBy(span => span.OperationName != "submit job")];

    public IReadOnlyCollection<Instrument> Instruments => instruments;

    /// <summary>
    /// Each span as <c>parent > name attributes (events) status</c>, without what is on all of them; names without the prefix.
    /// </summary>
    public string[] Tree => [.. Spans.Select(span => string.Concat(
        $"{Spans.FirstOrDefault(other => other.SpanId == span.ParentSpanId)?.OperationName ?? "none"} > {span.OperationName}",
        Text(span.TagObjects),
        string.Concat(span.Events.Select(one => $" ({one.Name}{Text(one.Tags)})")),
        span.Status == ActivityStatusCode.Error ? " Error" : ""))];

    /// <summary>The sums of all counters of jobs, as <c>name attributes: sum</c>, in the order of the names.</summary>
    public string[] Counts =>
    [
        .. from one in measured
           where instruments.Any(instrument => instrument is Counter<long> && instrument.Name == one.Instrument)
           group one.Value by one.Instrument["coupler.".Length..] + Text(one.Tags) into alike
           orderby alike.Key
           select $"{alike.Key}: {alike.Sum()}",
    ];

    public double[] Values(string instrument, params (string Key, string Value)[] tags) =>
    [
        .. from one in measured
           where one.Instrument == instrument
           where tags.All(tag => one.Tags.Any(other => other.Key == tag.Key && tag.Value.Equals(other.Value)))
           select one.Value,
    ];

    /// <summary>All attributes that came with a measurement.</summary>
    public string[] AttributesOf(string instrument) =>
    [
        .. measured.Where(one => one.Instrument == instrument).SelectMany(one => one.Tags)
            .Select(tag => tag.Key).Distinct().Order(),
    ];

    /// <summary>How many jobs are held at this moment, which is measured only when somebody asks.</summary>
    public double Held(params (string Key, string Value)[] tags)
    {
        var before = Values("coupler.job.held", tags).Length;
        meters.RecordObservableInstruments();
        return Values("coupler.job.held", tags).Skip(before).Sum();
    }

    /// <summary>Returns when so many are: a job is put aside a moment after its record was written.</summary>
    public async Task HeldAsync(int count, params (string Key, string Value)[] tags)
    {
        while (Held(tags) != count)
        {
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    public void Dispose()
    {
        activities.Dispose();
        meters.Dispose();
    }

    private void Keep(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags) =>
        measured.Enqueue((instrument.Name, value, tags.ToArray()));

    private static string Text(IEnumerable<KeyValuePair<string, object?>> tags) => string.Concat(
        from tag in tags
        where !Everywhere.Contains(tag.Key)
        orderby tag.Key
        select $" {tag.Key.Replace("coupler.", "", StringComparison.Ordinal)}={tag.Value}");
}
