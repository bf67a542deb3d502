using Coupler.Jobs;
using Coupler.Problems;

namespace Coupler.Tests.Jobs;

/// <summary>What a place throws where nothing is to be tried again: no job is lost, and none keeps another waiting.</summary>
public sealed class PlaceTroubleTests
{
    private const int Patience = 20_000;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact(Timeout = Patience)]
    public async Task A_place_that_throws_when_it_may_forget_a_job_takes_nothing_from_it()
    {
        await using var scripted = new ScriptedClient();
        scripted.Place.OnRelease = () => throw new InvalidOperationException("A bug of the place.");
        var job = await scripted.SubmitAsync();

        Assert.Null(await scripted.FollowAsync(job));

        await scripted.WarnedAsync(job.Id.ToString());
    }

    /// <summary>A job that has gone on at a fallback may be finished by a process that has only the fallback's place.</summary>
    [Fact(Timeout = Patience)]
    public async Task An_attempt_at_a_place_that_this_process_does_not_have_holds_no_end_up()
    {
        await using var scripted = new ScriptedClient();
        var id = Guid.NewGuid();
        var now = scripted.Time.GetUtcNow();
        Attempt At(string workspace, int number) => new()
        {
            Id = Attempt.IdOf(id, number),
            Number = number,
            Workspace = workspace,
            Target = workspace + ".machine",
            IsSimulated = false,
            Sent = now,
        };
        var job = new JobRecord
        {
            Id = id,
            Workspace = scripted.Place.Name,
            FallbackWorkspaces = [scripted.Place.Name],
            Fallback = 1,
            WorkloadFormat = ScriptedClient.Problem.Format,
            Options = new JobOptions { Target = "elsewhere.machine", Fallbacks = [new() { Target = scripted.Place.TargetId }] },
            Phase = JobPhase.Monitor,
            Attempts = [At("elsewhere", 1), At(scripted.Place.Name, 2)],
            Created = now,
            Updated = now,
            Due = now,
        };
        await scripted.Store.CreateAsync(job, ScriptedClient.Problem.ToPayload(), Token);

        Assert.Null(await scripted.FollowAsync(scripted.Client.GetJob<ProblemResult>(id)));

        Assert.Empty(scripted.Warnings);
        Assert.Equal(1, scripted.Place.Count("release"));
    }

    [Theory(Timeout = Patience)]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_job_whose_cancellation_is_in_trouble_keeps_no_other_of_its_place_waiting(bool timesOut)
    {
        await using var scripted = new ScriptedClient();
        var stubborn = await scripted.SubmitAsync();
        var other = await scripted.SubmitAsync();
        for (var i = 0; i < 2; i++) await scripted.WaitsAsync(JobPhase.Monitor);
        scripted.Place.OnCancel = _ => timesOut
            ? Task.FromCanceled(new CancellationToken(true))
            : throw new InvalidOperationException("A bug of the place.");
        scripted.Place.OnRead = attempt => ScriptedWorkspace.Says(
            attempt, attempt == Attempt.IdOf(stubborn.Id, 1) ? AttemptStatus.Executing : AttemptStatus.Succeeded);

        await stubborn.CancelAsync(Token);

        Assert.Null(await scripted.FollowAsync(other));
        Assert.Equal(JobStatus.Cancelling, (await stubborn.GetSnapshotAsync(Token)).Status);
    }
}
