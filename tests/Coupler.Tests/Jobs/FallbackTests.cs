using System.Text.Json;
using Coupler.Problems;

namespace Coupler.Tests.Jobs;

/// <summary>Where a job goes on when its target cannot do it, and where it must not.</summary>
public sealed class FallbackTests
{
    private const int Patience = 20_000;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact(Timeout = Patience)]
    public async Task A_job_whose_target_is_unavailable_goes_on_at_its_fallback_and_its_result_says_so()
    {
        await using var places = new TwoPlaces();
        places.Here.Availability = TargetAvailability.Unavailable;

        var result = await places.ResultAsync(await places.SubmitAsync(FallbackConditions.Unavailable));

        var provenance = result.Provenance;
        Assert.Equal(("there", "there.machine", true), (provenance.Workspace, provenance.Target, provenance.IsSimulated));
        Assert.Equal(0, places.Here.Count("submit"));
    }

    [Fact(Timeout = Patience)]
    public async Task A_result_of_the_first_target_says_that_it_is_not_simulated()
    {
        await using var places = new TwoPlaces();

        var provenance = (await places.ResultAsync(await places.SubmitAsync())).Provenance;

        Assert.Equal(("here", "here.machine", false), (provenance.Workspace, provenance.Target, provenance.IsSimulated));
    }

    [Fact(Timeout = Patience)]
    public async Task A_target_that_says_at_the_submission_that_it_is_unavailable_is_left_at_once()
    {
        await using var places = new TwoPlaces();
        places.Here.OnSubmit = (_, _) => throw Unavailable();

        var job = await places.SubmitAsync(FallbackConditions.Unavailable);

        Assert.Equal("there.machine", (await places.ResultAsync(job)).Provenance.Target);
        var attempts = (await places.Store.GetAsync(job.Id, Token))!.Attempts;
        Assert.Equal(
            [("here.machine", "Down"), ("there.machine", null)], attempts.Select(one => (one.Target, one.Failure?.Code)));
        Assert.Equal([Attempt.IdOf(job.Id, 1), Attempt.IdOf(job.Id, 2)], attempts.Select(one => one.Id));
        Assert.Equal(TwoPlaces.Start, attempts[1].Sent);
    }

    [Theory(Timeout = Patience)]
    [InlineData(FallbackConditions.QueueTooLong)]
    [InlineData(FallbackConditions.FailedFree)]
    public async Task A_fallback_for_something_else_is_passed_over(FallbackConditions other)
    {
        await using var places = new TwoPlaces();
        var away = 3;
        places.Here.OnSubmit = (_, _) => away-- > 0 ? throw Unavailable() : Task.CompletedTask;
        places.Here.OnRead = attempt => away < 0 ? ScriptedWorkspace.Says(attempt, AttemptStatus.Succeeded) : null;

        var result = await places.ResultAsync(await places.SubmitAsync(other));

        Assert.Equal("here.machine", result.Provenance.Target);
        Assert.Equal(4, places.Here.Count("submit"));
        Assert.Equal(0, places.There.Count("submit"));
    }

    [Fact(Timeout = Patience)]
    public async Task A_submission_whose_answer_was_lost_is_looked_up_and_called_back_before_the_job_goes_elsewhere()
    {
        await using var places = new TwoPlaces();
        var sent = 0;
        places.Here.OnSubmit = (_, _) => sent++ == 0
            ? throw new WorkspaceException(FailureClass.AcceptanceUnknown, "Cut", "The connection was cut.")
            : throw Unavailable();
        places.Here.OnRead = _ => null;

        var result = await places.ResultAsync(await places.SubmitAsync(FallbackConditions.Unavailable));

        Assert.Equal("there.machine", result.Provenance.Target);
        Assert.Equal(
            ["submit", "read 1", "submit", "cancel"],
            places.Here.Calls.SkipWhile(call => call != "submit").Take(4));
    }

    [Fact(Timeout = Patience)]
    public async Task An_attempt_that_may_be_running_is_never_followed_by_another_elsewhere()
    {
        await using var places = new TwoPlaces(new CouplerOptions { Retries = { AcceptanceUnknown = TimeSpan.FromHours(1) } });
        places.Here.OnSubmit = (_, _) => throw new WorkspaceException(FailureClass.AcceptanceUnknown, "Cut", "It was cut.");
        places.Here.OnRead = _ => throw Unavailable();
        var job = await places.SubmitAsync(with: options => options with { LongestWait = TimeSpan.FromMinutes(1) });

        await places.FailureAsync(job);

        Assert.Equal(JobStatus.Parked, (await job.GetSnapshotAsync(Token)).Status);
        Assert.Equal(0, places.There.Count("submit"));
    }

    [Fact(Timeout = Patience)]
    public async Task A_job_that_waits_too_long_in_a_queue_is_taken_out_of_it_and_goes_on_at_its_fallback()
    {
        await using var places = new TwoPlaces();
        places.Here.OnRead = WaitsUntilCancelled(places.Here);
        var wait = TimeSpan.FromMinutes(10);

        var job = await places.SubmitAsync(FallbackConditions.QueueTooLong, options => options with { LongestWait = wait });

        Assert.Equal("there.machine", (await places.ResultAsync(job)).Provenance.Target);
        var attempts = (await places.Store.GetAsync(job.Id, Token))!.Attempts;
        Assert.Equal(["QueueTooLong", null], attempts.Select(attempt => attempt.Failure?.Code));
        Assert.Equal(attempts[0].Accepted + wait, attempts[1].Sent);
    }

    [Fact(Timeout = Patience)]
    public async Task A_job_that_began_before_it_could_be_taken_out_of_the_queue_keeps_its_result()
    {
        await using var places = new TwoPlaces();
        places.Here.OnRead = attempt => ScriptedWorkspace.Says(
            attempt, places.Here.Count("cancel") > 0 ? AttemptStatus.Succeeded : AttemptStatus.Waiting);

        var job = await places.SubmitAsync(with: options => options with { LongestWait = TimeSpan.FromMinutes(10) });

        Assert.Equal("here.machine", (await places.ResultAsync(job)).Provenance.Target);
        Assert.Equal(0, places.There.Count("submit"));
    }

    /// <summary>It was at work, so it may be charged.</summary>
    [Fact(Timeout = Patience)]
    public async Task A_job_that_was_stopped_when_it_had_begun_goes_nowhere_else()
    {
        await using var places = new TwoPlaces();
        places.Here.OnRead = attempt => places.Here.Count("cancel") == 0
            ? ScriptedWorkspace.Says(attempt, AttemptStatus.Waiting)
            : ScriptedWorkspace.Says(attempt, AttemptStatus.Cancelled) with { Started = places.Time.GetUtcNow() };

        var job = await places.SubmitAsync(with: options => options with { LongestWait = TimeSpan.FromMinutes(10) });

        Assert.Equal(FailureClass.FailedCharged, (await places.FailureAsync(job)).Class);
        Assert.Equal(0, places.There.Count("submit"));
    }

    [Fact(Timeout = Patience)]
    public async Task A_job_that_begins_when_its_wait_has_run_out_is_left_to_run()
    {
        await using var places = new TwoPlaces();
        var looks = 0;
        places.Here.OnRead = attempt => ScriptedWorkspace.Says(
            attempt,
            places.Here.Count("cancel") == 0 ? AttemptStatus.Waiting
                : looks++ < 5 ? AttemptStatus.Executing : AttemptStatus.Succeeded);

        var job = await places.SubmitAsync(with: options => options with { LongestWait = TimeSpan.FromMinutes(10) });

        Assert.Equal("here.machine", (await places.ResultAsync(job)).Provenance.Target);
        Assert.Equal(1, places.Here.Count("cancel"));
    }

    [Fact(Timeout = Patience)]
    public async Task A_target_gets_all_its_attempts_before_the_job_goes_elsewhere_for_free_failures()
    {
        await using var places = new TwoPlaces();
        places.Here.OnRead = Fails(FailureClass.FailedFree);

        var result = await places.ResultAsync(await places.SubmitAsync(FallbackConditions.FailedFree));

        Assert.Equal("there.machine", result.Provenance.Target);
        Assert.Equal((3, 1), (places.Here.Count("submit"), places.There.Count("submit")));
    }

    [Theory(Timeout = Patience)]
    [InlineData(FailureClass.FailedCharged)]
    [InlineData(FailureClass.Yours)]
    public async Task A_failure_that_costs_or_is_yours_goes_nowhere_else(FailureClass failureClass)
    {
        await using var places = new TwoPlaces();
        places.Here.OnRead = Fails(failureClass);

        Assert.Equal(failureClass, (await places.FailureAsync(await places.SubmitAsync())).Class);
        Assert.Equal(0, places.There.Count("submit"));
    }

    [Fact(Timeout = Patience)]
    public async Task Fallbacks_are_tried_in_their_order_each_with_its_own_parameters()
    {
        await using var places = new TwoPlaces();
        var parameters = new List<string?>();
        places.Here.OnSubmit = (submission, _) =>
        {
            parameters.Add(submission.Options.Parameters?.ToJson().ToString());
            throw Unavailable();
        };
        places.Here.OnRead = _ => null;
        places.There.Availability = TargetAvailability.Unavailable;
        var fallbacks = new[] { ("there.machine", null), ("here.machine", new Sweeps(7)), ("here.machine", new Sweeps(8)) };

        var job = await places.SubmitAsync(with: options => options with
        {
            Parameters = new Sweeps(6),
            Fallbacks = [.. fallbacks.Select(one => new Fallback { Target = one.Item1, Parameters = one.Item2 })],
            Deadline = TimeSpan.FromHours(1),
        });

        await places.FailureAsync(job);
        Assert.Equal(["""{"sweeps":6}""", """{"sweeps":7}""", """{"sweeps":8}"""], parameters.Take(3));
        Assert.Equal(0, places.There.Count("submit"));
    }

    [Fact(Timeout = Patience)]
    public async Task A_job_that_went_to_its_fallback_is_still_there_after_a_restart()
    {
        var first = new TwoPlaces();
        first.Here.Availability = TargetAvailability.Unavailable;
        first.There.OnRead = attempt => ScriptedWorkspace.Says(attempt, AttemptStatus.Executing);
        var job = await first.SubmitAsync();
        await first.Store.NextAsync(record => record is { Phase: JobPhase.Monitor, Workspace: "there" });
        await first.DisposeAsync();
        first.There.OnRead = attempt => ScriptedWorkspace.Says(attempt, AttemptStatus.Succeeded);

        await using var second = new TwoPlaces(before: first);
        var again = second.Client.GetJob<ProblemResult>(job.Id);

        Assert.Equal("there.machine", (await second.ResultAsync(again)).Provenance.Target);
        Assert.Equal(1, second.There.Count("submit"));
    }

    [Fact(Timeout = Patience)]
    public async Task A_fallback_is_checked_at_the_submit_as_the_target_is()
    {
        await using var places = new TwoPlaces();
        Task SubmitAsync(Fallback fallback) => places.SubmitAsync(with: options => options with { Fallbacks = [fallback] });

        var unknown = await Assert.ThrowsAsync<ArgumentException>(() => SubmitAsync(new() { Target = "thare.machine" }));
        Assert.Contains("did you mean 'there.machine'", unknown.Message, StringComparison.Ordinal);
        var never = new Fallback { Target = "there.machine", When = FallbackConditions.None };
        await Assert.ThrowsAsync<ArgumentException>(() => SubmitAsync(never));
        places.There.OnValidate = () => throw new TargetRefusedException("there.machine", "It is too wide.");
        await Assert.ThrowsAsync<TargetRefusedException>(() => SubmitAsync(new() { Target = "there.machine" }));
        Assert.Empty(places.Here.Calls);
    }

    private static WorkspaceException Unavailable() =>
        new(FailureClass.NeverAccepted, "Down", "It is being mended.") { IsTargetUnavailable = true };

    private static Func<Guid, AttemptReport> WaitsUntilCancelled(ScriptedWorkspace place) => attempt => ScriptedWorkspace.Says(
        attempt, place.Count("cancel") > 0 ? AttemptStatus.Cancelled : AttemptStatus.Waiting);

    private static Func<Guid, AttemptReport> Fails(FailureClass failureClass) => attempt =>
        ScriptedWorkspace.Says(attempt, AttemptStatus.Failed) with { Failure = new(failureClass, "Broken", "It broke.") };

    private sealed record Sweeps(int Count) : TargetParameters
    {
        public override JsonElement ToJson() => JsonElement.Parse($$"""{"sweeps":{{Count}}}""");
    }
}
