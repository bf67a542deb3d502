using System.Diagnostics;
using Coupler.Jobs;
using Coupler.Problems;
using Coupler.Tests.Jobs;

namespace Coupler.Tests.Diagnostics;

/// <summary>Which spans a job has, what they say and how they hang together.</summary>
[Collection(nameof(Listening))]
public sealed class SpanTests
{
    private const int Patience = 20_000;

    private static readonly string[] ToMonitor =
    [
        "none > submit job",
        "run job > prepare phase attempt.number=1 phase=prepare",
        "run job > upload phase attempt.number=1 phase=upload",
        "run job > submit phase attempt.number=1 phase=submit",
    ];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<Story, string[]> Trees => new()
    {
        {
            Story.Succeeds,
            [
                .. ToMonitor,
                "run job > monitor phase attempt.number=1 phase=monitor",
                "run job > fetch phase attempt.number=1 phase=fetch",
                "run job > complete phase attempt.number=1 phase=complete",
                "none > run job attempt.number=1 job.resumed=False job.status=succeeded",
            ]
        },
        {
            Story.IsOfferedTwice,
            [
                .. ToMonitor[..^1],
                "run job > submit phase attempt.number=1 phase=submit"
                    + " (retry failure.class=never_accepted retry.delay=0.2 error.type=Busy)",
                "run job > monitor phase attempt.number=1 phase=monitor",
                "run job > fetch phase attempt.number=1 phase=fetch",
                "run job > complete phase attempt.number=1 phase=complete",
                "none > run job attempt.number=1 job.resumed=False job.status=succeeded",
            ]
        },
        {
            Story.IsAttemptedTwice,
            [
                .. ToMonitor,
                "run job > monitor phase attempt.number=1 failure.class=failed_free phase=monitor error.type=Warm"
                    + " (retry failure.class=failed_free retry.delay=0.2 error.type=Warm) Error",
                "run job > prepare phase attempt.number=2 phase=prepare",
                "run job > upload phase attempt.number=2 phase=upload",
                "run job > submit phase attempt.number=2 phase=submit",
                "run job > monitor phase attempt.number=2 phase=monitor",
                "run job > fetch phase attempt.number=2 phase=fetch",
                "run job > complete phase attempt.number=2 phase=complete",
                "none > run job attempt.number=2 job.resumed=False job.status=succeeded",
            ]
        },
        {
            Story.IsFetchedTwice,
            [
                .. ToMonitor,
                "run job > monitor phase attempt.number=1 phase=monitor",
                "run job > fetch phase attempt.number=1 phase=fetch",
                "run job > complete phase attempt.number=1 failure.class=unreadable phase=complete error.type=FormatException"
                    + " (retry failure.class=unreadable retry.delay=0.3 error.type=FormatException) Error",
                "run job > fetch phase attempt.number=1 phase=fetch",
                "run job > complete phase attempt.number=1 phase=complete",
                "none > run job attempt.number=1 job.resumed=False job.status=succeeded",
            ]
        },
        {
            Story.Fails,
            [
                .. ToMonitor,
                "run job > monitor phase attempt.number=1 failure.class=failed_charged phase=monitor error.type=Warm Error",
                "none > run job attempt.number=1 failure.class=failed_charged job.resumed=False job.status=failed"
                    + " error.type=Warm Error",
            ]
        },
        {
            Story.IsCancelled,
            [
                .. ToMonitor,
                "run job > monitor phase attempt.number=1 phase=monitor",
                "none > run job attempt.number=1 job.resumed=False job.status=cancelled",
            ]
        },
        {
            Story.IsParked,
            [
                .. ToMonitor,
                "run job > monitor phase attempt.number=1 phase=monitor",
                "run job > fetch phase attempt.number=1 failure.class=unreadable phase=fetch error.type=Gone Error",
                "none > run job attempt.number=1 failure.class=unreadable job.resumed=False job.status=parked"
                    + " error.type=Gone Error",
            ]
        },
    };

    [Theory(Timeout = Patience)]
    [MemberData(nameof(Trees))]
    public async Task A_job_has_one_span_with_a_child_for_each_phase(Story story, string[] tree)
    {
        using var recorder = new Recorder();

        var scripted = await story.PlayAsync();

        Assert.Equal(tree, recorder.Tree);
        Assert.Equal(["scripted"], recorder.Spans.Select(span => span.GetTagItem("coupler.workspace")).Distinct());
        Assert.Equal(["scripted.machine"], recorder.Spans.Select(span => span.GetTagItem("coupler.target")).Distinct());
        Assert.Single(recorder.Spans.Select(span => span.GetTagItem("coupler.job.id")).Distinct());
        var run = recorder.Spans[^1];
        Assert.Equal(AtLeastATick(scripted.Time.GetUtcNow() - scripted.Time.Start), run.Duration);
        Assert.Equal(scripted.Time.Start.UtcDateTime, run.StartTimeUtc);
        Assert.All(recorder.Spans.Skip(1), span => Assert.Equal(run.TraceId, span.TraceId));
    }

    [Fact(Timeout = Patience)]
    public async Task A_submit_belongs_to_its_caller_s_trace_and_the_job_links_to_it()
    {
        using var recorder = new Recorder();
        using var caller = new Activity("caller").Start();

        await Story.Succeeds.PlayAsync();

        var (submit, run) = (recorder.Spans[0], recorder.Spans[^1]);
        Assert.Equal((caller.TraceId, caller.SpanId), (submit.TraceId, submit.ParentSpanId));
        Assert.Equal(ActivityKind.Producer, submit.Kind);
        Assert.Equal((submit.TraceId, submit.SpanId), Linked(run));
        Assert.NotEqual(caller.TraceId, run.TraceId);
        Assert.Equal(default, run.ParentSpanId);
    }

    [Fact(Timeout = Patience)]
    public async Task A_job_that_goes_on_after_a_restart_still_links_to_its_submit()
    {
        using var recorder = new Recorder();
        using var caller = new Activity("caller").Start();
        var first = new ScriptedClient();
        first.Place.OnSubmit = (_, _) => throw new WorkspaceException(FailureClass.NeverAccepted, "Busy", "It is busy.");
        var job = await first.SubmitAsync();
        var waiting = await first.WaitsAsync(JobPhase.Submit);
        await recorder.HeldAsync(1, ("coupler.held.state", "waiting"));
        await first.DisposeAsync();
        first.Time.Advance(TimeSpan.FromHours(50));
        await using (var second = new ScriptedClient(store: first.Store, time: first.Time))
        {
            second.Place.OnRead = attempt =>
                second.Place.Count("submit") == 0 ? null : ScriptedWorkspace.Says(attempt, AttemptStatus.Succeeded);
            var result = second.Client.GetJob<ProblemResult>(job.Id).ResultAsync(Token);
            await Story.EndAsync(second);
            await result;
        }

        Assert.Equal(
            [
                .. ToMonitor[..^1],
                $"run job > submit phase attempt.number=1 phase=submit"
                    + $" (retry failure.class=never_accepted retry.delay={Seconds(waiting)} error.type=Busy)",
                "none > run job attempt.number=1 job.resumed=False job.status=created",
                ToMonitor[^1],
                "run job > monitor phase attempt.number=1 phase=monitor",
                "run job > fetch phase attempt.number=1 phase=fetch",
                "run job > complete phase attempt.number=1 phase=complete",
                "none > run job attempt.number=1 job.resumed=True job.status=succeeded (resumed)",
            ],
            recorder.Tree);
        var submit = recorder.Spans[0];
        var runs = recorder.Spans.Where(span => span.OperationName == "run job").ToArray();
        Assert.All(runs, run => Assert.Equal((submit.TraceId, submit.SpanId), Linked(run)));
        Assert.All(runs, run => Assert.Equal(waiting.Created.UtcDateTime, run.StartTimeUtc));
        Assert.Equal([AtLeastATick(default), TimeSpan.FromHours(50.0 + (0.2 / 3_600))], runs.Select(run => run.Duration));
        Assert.Equal(waiting.Created.AddHours(50), runs[1].Events.Single().Timestamp);
    }

    [Fact(Timeout = Patience)]
    public async Task A_job_that_goes_elsewhere_begins_its_phases_anew_there()
    {
        using var recorder = new Recorder();
        await using (var two = new TwoPlaces())
        {
            two.Here.Availability = TargetAvailability.Unavailable;
            await two.ResultAsync(await two.SubmitAsync());
        }

        Assert.Equal(
            [
                "submit job at here.machine", "prepare phase at here.machine", "prepare phase at there.machine",
                "upload phase at there.machine", "submit phase at there.machine", "monitor phase at there.machine",
                "fetch phase at there.machine", "complete phase at there.machine", "run job at there.machine",
            ],
            recorder.Spans.Select(span => $"{span.OperationName} at {span.GetTagItem("coupler.target")}"));
        Assert.Equal([1], recorder.Values("coupler.job.fallbacks", ("coupler.target", "there.machine")));
    }

    [Fact(Timeout = Patience)]
    public async Task What_a_place_does_belongs_to_the_phase()
    {
        using var recorder = new Recorder();
        var seen = new List<string?>();
        await using var scripted = new ScriptedClient();
        scripted.Place.OnUpload = (_, _) => Keep(seen);
        scripted.Place.OnSubmit = (_, _) => Keep(seen);
        scripted.Place.OnFetch = async (_, _) =>
        {
            await Keep(seen);
            return new Payload("answer", "1"u8.ToArray());
        };

        await scripted.FollowAsync(await scripted.SubmitAsync());

        Assert.Equal(["upload phase", "submit phase", "fetch phase"], seen);
        Assert.Null(Activity.Current);
    }

    [Fact(Timeout = Patience)]
    public async Task A_submit_that_is_refused_says_why()
    {
        using var recorder = new Recorder();
        await using var scripted = new ScriptedClient();

        await Assert.ThrowsAsync<ArgumentException>(() =>
            scripted.Client.SubmitAsync(ScriptedClient.Problem, new JobOptions { Target = "nowhere" }, Token));

        Assert.Equal(["none > submit job error.type=System.ArgumentException Error"], recorder.Tree);
    }

    [Fact(Timeout = Patience)]
    public async Task Where_nobody_listens_the_caller_s_own_context_is_kept_and_nothing_is_created()
    {
        using var source = new ActivitySource("Coupler");
        Assert.False(source.HasListeners());
        using var caller = new Activity("caller").Start();
        var seen = new List<string?>();
        await using var scripted = new ScriptedClient();
        scripted.Place.OnSubmit = (_, _) => Keep(seen);

        var job = await scripted.SubmitAsync();
        await scripted.FollowAsync(job);

        Assert.Equal([null], seen);
        Assert.Equal(caller.Id, (await scripted.Store.GetAsync(job.Id, Token))!.TraceParent);
    }

    private static Task Keep(List<string?> seen)
    {
        seen.Add(Activity.Current?.OperationName);
        return Task.CompletedTask;
    }

    /// <summary>.NET's spans last no shorter.</summary>
    private static TimeSpan AtLeastATick(TimeSpan time) => time > TimeSpan.Zero ? time : TimeSpan.FromTicks(1);

    private static double Seconds(JobRecord waiting) => (waiting.Due!.Value - waiting.Updated).TotalSeconds;

    private static (ActivityTraceId, ActivitySpanId) Linked(Activity span)
    {
        var context = Assert.Single(span.Links).Context;
        return (context.TraceId, context.SpanId);
    }
}
