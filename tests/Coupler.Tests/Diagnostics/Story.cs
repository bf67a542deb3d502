using System.Collections.Immutable;
using Coupler.Cost;
using Coupler.Tests.Jobs;

namespace Coupler.Tests.Diagnostics;

/// <summary>What may happen to a job, from the submit to the end.</summary>
public sealed record Story(string Name)
{
    public static Story Succeeds { get; } = new("succeeds");

    /// <summary>The first offer is refused, the second taken.</summary>
    public static Story IsOfferedTwice { get; } = new("is offered twice");

    /// <summary>The first attempt fails without charge.</summary>
    public static Story IsAttemptedTwice { get; } = new("is attempted twice");

    /// <summary>The result comes spoilt, and whole the second time.</summary>
    public static Story IsFetchedTwice { get; } = new("is fetched twice");

    /// <summary>It fails with charge.</summary>
    public static Story Fails { get; } = new("fails");

    public static Story IsCancelled { get; } = new("is cancelled");

    /// <summary>Its result cannot be fetched.</summary>
    public static Story IsParked { get; } = new("is parked");

    /// <summary>It is seen to wait, then to execute, then to have succeeded.</summary>
    public static Story IsSeenToExecute { get; } = new("is seen to execute");

    public static ImmutableArray<Story> All { get; } =
        [Succeeds, IsOfferedTwice, IsAttemptedTwice, IsFetchedTwice, Fails, IsCancelled, IsParked, IsSeenToExecute];

    /// <summary>What a place may ask for a job.</summary>
    internal static CostEstimate Costs { get; } = CostEstimate.Free with { UpperBound = 2.25m, Currency = "USD" };

    public override string ToString() => Name;

    /// <summary>Plays it with a client of its own, which is gone when this returns.</summary>
    internal async Task<ScriptedClient> PlayAsync()
    {
        var options = new CouplerOptions();
        options.Retries.Jitter = 0;
        if (this == IsParked) options.Retries.Fetch = TimeSpan.Zero;
        await using var scripted = new ScriptedClient(options);
        Prepare(scripted.Place);
        var job = await scripted.SubmitAsync();
        if (this == IsCancelled)
        {
            await scripted.WaitsAsync(JobPhase.Monitor);
            await job.CancelAsync(TestContext.Current.CancellationToken);
            await scripted.Store.NextAsync(record => record.Due is null);
            return scripted;
        }

        await EndAsync(scripted);
        return scripted;
    }

    /// <summary>Moves the clock whenever the job waits, until it has ended. Every look has to bring news.</summary>
    internal static async Task EndAsync(ScriptedClient scripted)
    {
        while (await scripted.Store.NextAsync(scripted.Waits) is { Due: { } due })
        {
            // What was written is being counted.
            await scripted.Client.IdleAsync(TestContext.Current.CancellationToken);
            scripted.Time.SetUtcNow(due);
        }
    }

    private void Prepare(ScriptedWorkspace place)
    {
        var looks = 0;
        if (this == IsOfferedTwice)
        {
            place.OnRead = attempt => place.Count("submit") < 2 ? null : ScriptedWorkspace.Says(attempt, AttemptStatus.Succeeded);
            place.OnSubmit = (_, _) => place.Count("submit") > 1
                ? Task.CompletedTask
                : throw new WorkspaceException(FailureClass.NeverAccepted, "Busy", "It is busy.");
        }
        else if (this == IsAttemptedTwice)
        {
            place.OnRead = attempt => looks++ == 0 ? Failed(attempt, FailureClass.FailedFree) : Succeeded(attempt);
        }
        else if (this == IsSeenToExecute)
        {
            AttemptStatus[] seen = [AttemptStatus.Waiting, AttemptStatus.Executing, AttemptStatus.Succeeded];
            place.OnRead = attempt => ScriptedWorkspace.Says(attempt, seen[looks++]);
        }

        if (this == IsFetchedTwice)
        {
            place.OnFetch = (_, _) =>
                Task.FromResult(new Payload("answer", place.Count("fetch") == 1 ? "spoilt"u8.ToArray() : "1"u8.ToArray()));
        }

        if (this == Fails) place.OnRead = attempt => Failed(attempt, FailureClass.FailedCharged);
        if (this == IsCancelled) place.RunsUntilCancelled();
        if (this == IsParked)
        {
            place.OnFetch = (_, _) => throw new WorkspaceException(FailureClass.Unreadable, "Gone", "It is gone.");
        }
    }

    private static AttemptReport Succeeded(Guid attempt) => ScriptedWorkspace.Says(attempt, AttemptStatus.Succeeded);

    private static AttemptReport Failed(Guid attempt, FailureClass failureClass) =>
        ScriptedWorkspace.Says(attempt, AttemptStatus.Failed) with { Failure = new(failureClass, "Warm", "It is too warm.") };
}
