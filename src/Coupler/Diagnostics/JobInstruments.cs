using System.Diagnostics;
using System.Diagnostics.Metrics;
using Coupler.Jobs;

namespace Coupler.Diagnostics;

/// <summary>What is counted and timed, for the whole process. What nobody listens to costs next to nothing.</summary>
internal static class JobInstruments
{
    /// <summary>In seconds: a phase takes microseconds here, and a job in a queue days.</summary>
    private static readonly InstrumentAdvice<double> JobTimes = new()
    {
        HistogramBucketBoundaries = [0.001, 0.01, 0.1, 1, 10, 60, 600, 3_600, 21_600, 86_400, 604_800],
    };

    private static readonly InstrumentAdvice<double> CommitTimes = new()
    {
        HistogramBucketBoundaries = [0.0001, 0.0003, 0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1, 3],
    };

    private static readonly InstrumentAdvice<double> Amounts = new()
    {
        HistogramBucketBoundaries = [0.01, 0.1, 1, 10, 100, 1_000, 10_000],
    };

    private static readonly Lock Gate = new();
    private static readonly HashSet<HeldJobs> Observed = [];
    private static readonly Meter Meter = new(CouplerDiagnostics.MeterName, CouplerDiagnostics.Version);

    public static Counter<long> Submitted { get; } = Meter.CreateCounter<long>(
        "coupler.job.submitted", "{job}", "Jobs that were written down.");

    public static Counter<long> Ended { get; } = Meter.CreateCounter<long>(
        "coupler.job.ended", "{job}", "Jobs that ended or were parked.");

    public static Histogram<double> JobDuration { get; } = Times(
        "coupler.job.duration", "From the submit of a job to its end.", JobTimes);

    public static Histogram<double> PhaseDuration { get; } = Times(
        "coupler.phase.duration", "From the beginning of a phase in this process until the job left it.", JobTimes);

    public static Counter<long> Retries { get; } = Meter.CreateCounter<long>(
        "coupler.job.retries", "{retry}", "How often something went wrong that is tried again.");

    public static Counter<long> Fallbacks { get; } = Meter.CreateCounter<long>(
        "coupler.job.fallbacks", "{fallback}", "How often a job went on at a fallback.");

    public static Counter<long> Accepted { get; } = Meter.CreateCounter<long>(
        "coupler.attempt.accepted", "{attempt}", "Attempts that their target accepted.");

    public static Histogram<double> QueueDuration { get; } = Times(
        "coupler.attempt.queue.duration", "From the acceptance of an attempt until it was seen to execute.", JobTimes);

    public static Histogram<double> RunDuration { get; } = Times(
        "coupler.attempt.run.duration", "From when an attempt was seen to execute until its end was seen.", JobTimes);

    public static Histogram<double> CostBound { get; } = Meter.CreateHistogram(
        "coupler.job.cost.bound", "{currency}", "What a job costs at most, by the estimate at its submit.", tags: null, Amounts);

    public static Histogram<double> CostTold { get; } = Meter.CreateHistogram(
        "coupler.job.cost.told", "{currency}", "What a job cost, as its places have told.", tags: null, Amounts);

    public static Histogram<double> CommitDuration { get; } = Times(
        "coupler.store.commit.duration", "One write of jobs to the store.", CommitTimes);

    public static ObservableUpDownCounter<long> Held { get; } = Meter.CreateObservableUpDownCounter(
        "coupler.job.held", Count, "{job}", "Jobs that this process has claimed, at this moment.");

    /// <summary>Whether a job's way has to be timed from its beginning, since somebody wants to know times.</summary>
    public static bool AreTimesWanted => PhaseDuration.Enabled;

    /// <summary>Counts these jobs, too, whenever somebody asks, until <see cref="Forget"/>.</summary>
    public static void Observe(HeldJobs jobs)
    {
        lock (Gate) Observed.Add(jobs);
    }

    public static void Forget(HeldJobs jobs)
    {
        lock (Gate) Observed.Remove(jobs);
    }

    private static Histogram<double> Times(string name, string description, InstrumentAdvice<double> advice) =>
        Meter.CreateHistogram(name, "s", description, tags: null, advice);

    private static IEnumerable<Measurement<long>> Count()
    {
        HeldJobs[] observed;
        lock (Gate) observed = [.. Observed];
        return
        [
            .. from held in observed
               from count in held.Count()
               group count.Jobs by (count.Workspace, count.IsWaiting) into alike
               select new Measurement<long>(alike.Sum(), new TagList
               {
                   { JobAttributes.Workspace, alike.Key.Workspace },
                   { JobAttributes.HeldState, alike.Key.IsWaiting ? "waiting" : "working" },
               }),
        ];
    }
}
