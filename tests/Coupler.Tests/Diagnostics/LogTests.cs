using Coupler.Jobs;
using Coupler.Problems;
using Coupler.Tests.Jobs;

namespace Coupler.Tests.Diagnostics;

/// <summary>Which events are logged of a job.</summary>
[Collection(nameof(Listening))]
public sealed class LogTests
{
    private const int Patience = 20_000;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<Story, string> Events => new()
    {
        { Story.Succeeds, "JobSubmitted, JobEnded" },
        { Story.IsOfferedTwice, "JobSubmitted, JobRetried, JobEnded" },
        { Story.IsAttemptedTwice, "JobSubmitted, JobRetried, JobEnded" },
        { Story.Fails, "JobSubmitted, JobFailed" },
        { Story.IsCancelled, "JobSubmitted, JobEnded" },
        { Story.IsParked, "JobSubmitted, JobParked" },
    };

    [Theory(Timeout = Patience)]
    [MemberData(nameof(Events))]
    public async Task What_became_of_a_job_is_logged_from_its_submit_to_its_end(Story story, string events)
    {
        var scripted = await story.PlayAsync();

        Assert.Equal(events, Names(scripted));
    }

    [Fact(Timeout = Patience)]
    public async Task The_way_through_the_phases_is_logged_in_detail()
    {
        var scripted = await Story.Succeeds.PlayAsync();

        Assert.Equal([1, 7, 7, 7, 7, 7, 2], scripted.Events.Select(one => one.Id));
    }

    [Fact(Timeout = Patience)]
    public async Task A_job_that_is_taken_from_the_store_is_logged()
    {
        var first = new ScriptedClient();
        var job = await first.SubmitAsync();
        await first.WaitsAsync(JobPhase.Monitor);
        await first.DisposeAsync();

        var second = new ScriptedClient(store: first.Store, time: first.Time);
        await second.FollowAsync(second.Client.GetJob<ProblemResult>(job.Id));
        await second.DisposeAsync();

        Assert.Equal("JobTaken, JobEnded", Names(second));
    }

    [Fact(Timeout = Patience)]
    public async Task A_step_that_cannot_be_told_is_logged_with_its_own_reason()
    {
        await using var scripted = new ScriptedClient();
        var step = new StepRegistration("gone", Version: 1, typeof(object), Json: null!);
        var input = new JobContent(StepRegistration.InputName, new Payload("gone.v1", "{}"u8.ToArray()));
        var options = new JobOptions { Target = scripted.Place.TargetId };
        await scripted.Client.SubmitAsync(ScriptedClient.Problem, step, input, options, Token);
        scripted.Time.SetUtcNow((await scripted.WaitsAsync(JobPhase.Monitor)).Due!.Value);

        await scripted.WarnedAsync("StepMissing");
    }

    /// <summary>The text of a failure is a place's own, and may hold anything.</summary>
    [Fact(Timeout = Patience)]
    public async Task The_text_of_a_failure_is_not_logged()
    {
        var scripted = await Story.Fails.PlayAsync();

        var warning = Assert.Single(scripted.Warnings);
        Assert.Contains("FailedCharged, Warm", warning, StringComparison.Ordinal);
        Assert.DoesNotContain("It is too warm", warning, StringComparison.Ordinal);
    }

    private static string Names(ScriptedClient scripted) =>
        string.Join(", ", scripted.Events.Select(one => one.Name).Where(name => name != "PhaseEnded"));
}
