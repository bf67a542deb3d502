using System.Threading.Channels;
using Coupler.Cost;
using Coupler.Diagnostics;
using Coupler.Jobs;
using Coupler.Tests.Jobs;
using Microsoft.Extensions.Logging.Abstractions;

namespace Coupler.Tests.Diagnostics;

/// <summary>What is counted and timed.</summary>
[Collection(nameof(Listening))]
public sealed class MeasurementTests
{
    private const int Patience = 20_000;

    public static TheoryData<Story, string[]> Sums => new()
    {
        { Story.Succeeds, ["attempt.accepted: 1", "job.ended job.status=succeeded: 1", "job.submitted: 1"] },
        {
            Story.IsOfferedTwice,
            [
                "attempt.accepted: 1", "job.ended job.status=succeeded: 1",
                "job.retries failure.class=never_accepted: 1", "job.submitted: 1",
            ]
        },
        {
            Story.IsAttemptedTwice,
            [
                "attempt.accepted: 2", "job.ended job.status=succeeded: 1",
                "job.retries failure.class=failed_free: 1", "job.submitted: 1",
            ]
        },
        {
            Story.IsFetchedTwice,
            [
                "attempt.accepted: 1", "job.ended job.status=succeeded: 1",
                "job.retries failure.class=unreadable: 1", "job.submitted: 1",
            ]
        },
        { Story.Fails, ["attempt.accepted: 1", "job.ended job.status=failed: 1", "job.submitted: 1"] },
        { Story.IsCancelled, ["attempt.accepted: 1", "job.ended job.status=cancelled: 1", "job.submitted: 1"] },
        { Story.IsParked, ["attempt.accepted: 1", "job.ended job.status=parked: 1", "job.submitted: 1"] },
    };

    [Theory(Timeout = Patience)]
    [MemberData(nameof(Sums))]
    public async Task Everything_is_counted_once(Story story, string[] sums)
    {
        using var recorder = new Recorder();

        await story.PlayAsync();

        Assert.Equal(sums, recorder.Counts);
    }

    /// <summary>Looks are due 0.2 s after the submit, then 0.3 s, then, after the news, 0.2 s.</summary>
    [Fact(Timeout = Patience)]
    public async Task Times_are_those_of_the_clock()
    {
        using var recorder = new Recorder();

        await Story.IsSeenToExecute.PlayAsync();

        Assert.Equal(0.5, Assert.Single(recorder.Values("coupler.attempt.queue.duration")), 9);
        Assert.Equal(0.2, Assert.Single(recorder.Values("coupler.attempt.run.duration")), 9);
        Assert.Equal(0.7, Assert.Single(recorder.Values("coupler.job.duration", ("coupler.job.status", "succeeded"))), 9);
        Assert.Equal(0.7, Assert.Single(recorder.Values("coupler.phase.duration", ("coupler.phase", "monitor"))), 9);
        Assert.Equal(6, recorder.Values("coupler.phase.duration").Length);
        Assert.Single(recorder.Values("coupler.store.commit.duration", ("coupler.store.operation", "create")));
        Assert.Equal(5, recorder.Values("coupler.store.commit.duration", ("coupler.store.operation", "replace")).Length);
    }

    [Fact(Timeout = Patience)]
    public async Task Cost_is_measured_in_its_currency()
    {
        using var recorder = new Recorder();
        await using (var scripted = new ScriptedClient())
        {
            scripted.Place.Costs = Story.Costs;
            scripted.Place.OnRead = attempt =>
                ScriptedWorkspace.Says(attempt, AttemptStatus.Succeeded) with { Cost = new Money(1.5m, "USD") };
            await scripted.SubmitAsync();
            await Story.EndAsync(scripted);
        }

        Assert.Equal([2.25], recorder.Values("coupler.job.cost.bound", ("coupler.cost.currency", "USD")));
        Assert.Equal([1.5], recorder.Values("coupler.job.cost.told", ("coupler.cost.currency", "USD")));
    }

    [Fact(Timeout = Patience)]
    public async Task Trouble_is_counted_also_where_it_is_no_news()
    {
        using var recorder = new Recorder();
        var looks = Channel.CreateUnbounded<Guid>();
        var scripted = new ScriptedClient();
        scripted.Place.OnRead = attempt =>
        {
            looks.Writer.TryWrite(attempt);
            throw new WorkspaceException(FailureClass.AcceptanceUnknown, "Away", "It is away.");
        };
        await scripted.SubmitAsync();

        for (var i = 0; i < 5; i++)
        {
            await recorder.HeldAsync(1, ("coupler.held.state", "waiting"));
            scripted.Time.Advance(TimeSpan.FromSeconds(5));
            await looks.Reader.ReadAsync(TestContext.Current.CancellationToken);
        }

        await scripted.DisposeAsync();
        Assert.Contains("job.retries failure.class=acceptance_unknown: 5", recorder.Counts);
        Assert.Equal(1, scripted.Events.Count(one => one.Name == "JobRetried"));
    }

    [Fact(Timeout = Patience)]
    public async Task Jobs_that_are_held_can_be_asked_for_at_any_time()
    {
        using var recorder = new Recorder();
        var gate = new Gate();
        await using (var scripted = new ScriptedClient(place: new ScriptedWorkspace("here")))
        {
            scripted.Place.OnRead = attempt => ScriptedWorkspace.Says(attempt, AttemptStatus.Executing);
            await scripted.SubmitAsync();
            await scripted.WaitsAsync(JobPhase.Monitor);
            scripted.Place.OnSubmit = (_, token) => gate.PassAsync(token);
            await scripted.SubmitAsync();
            await gate.Reached;

            await recorder.HeldAsync(1, ("coupler.workspace", "here"), ("coupler.held.state", "waiting"));
            await recorder.HeldAsync(1, ("coupler.workspace", "here"), ("coupler.held.state", "working"));
            Assert.Equal(2, recorder.Held());
            gate.Open();
        }

        Assert.Equal(0, recorder.Held());
    }

    [Fact]
    public void Where_nobody_listens_a_step_allocates_nothing()
    {
        var time = new WatchedTime();
        var telemetry = new JobTelemetry(new JobLog(NullLogger.Instance), time);
        var now = time.GetUtcNow();
        var before = new JobRecord
        {
            Id = Guid.CreateVersion7(now),
            Workspace = "here",
            WorkloadFormat = "some",
            Options = new JobOptions { Target = "here.machine" },
            Phase = JobPhase.Submit,
            Created = now,
            Updated = now,
            Due = now,
        };
        var after = before with { Phase = JobPhase.Monitor, Due = null };
        Assert.Equal(0, Enumerable.Range(0, 100).Min(_ => Allocated(telemetry, before, after)));
    }

    private static long Allocated(JobTelemetry telemetry, JobRecord before, JobRecord after)
    {
        var start = GC.GetAllocatedBytesForCurrentThread();
        var submit = telemetry.StartSubmit();
        telemetry.Submitted(submit, before, isNew: true);
        telemetry.EndSubmit(submit);
        telemetry.Took(before);
        telemetry.Enter(before);
        telemetry.EndCommit(telemetry.StartCommit(), "replace");
        telemetry.Advanced(before, after);
        telemetry.LetGo(before.Id);
        return GC.GetAllocatedBytesForCurrentThread() - start;
    }
}
