namespace Coupler.Tests.Jobs;

/// <summary>A target that keeps failing to take attempts is left alone for a while.</summary>
public sealed class BreakerTests
{
    private const int Patience = 20_000;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact(Timeout = Patience)]
    public async Task After_so_many_failures_nothing_is_sent_until_the_break_is_over()
    {
        var options = Options(least: 5);
        await using var places = new TwoPlaces(options);
        var sent = new List<DateTimeOffset>();
        places.Here.OnRead = attempt => sent.Count > 5 ? ScriptedWorkspace.Says(attempt, AttemptStatus.Succeeded) : null;
        places.Here.OnSubmit = (_, _) =>
        {
            sent.Add(places.Time.GetUtcNow());
            return sent.Count > 5 ? Task.CompletedTask : throw Busy();
        };

        var job = await places.SubmitAsync(with: one => one with { Fallbacks = [] });
        await places.ResultAsync(job);

        Assert.Equal(6, sent.Count);
        Assert.True(sent[5] - sent[4] >= options.Breaker.Break);
    }

    [Fact(Timeout = Patience)]
    public async Task A_job_with_a_fallback_goes_there_when_the_circuit_opens()
    {
        await using var places = new TwoPlaces(Options(least: 3));
        places.Here.OnRead = _ => null;
        places.Here.OnSubmit = (_, _) => throw Busy();

        var job = await places.SubmitAsync(FallbackConditions.Unavailable);

        Assert.Equal("there.machine", (await places.ResultAsync(job)).Provenance.Target);
        Assert.Equal("CircuitOpen", (await places.Store.GetAsync(job.Id, Token))!.Attempts[0].Failure!.Code);
        Assert.Equal(3, places.Here.Count("submit"));
    }

    [Fact(Timeout = Patience)]
    public async Task What_a_target_says_of_an_attempt_opens_no_circuit()
    {
        await using var places = new TwoPlaces(Options(least: 2));
        places.Here.OnSubmit = (_, _) => throw new WorkspaceException(FailureClass.Yours, "TooWide", "It is too wide.");

        for (var i = 0; i < 10; i++) Assert.Equal("TooWide", (await places.FailureAsync(await places.SubmitAsync())).Code);
        Assert.Equal(10, places.Here.Count("submit"));
    }

    [Fact(Timeout = Patience)]
    public async Task One_target_s_circuit_is_no_other_s()
    {
        await using var places = new TwoPlaces(Options(least: 2));
        places.Here.OnSubmit = (_, _) => throw Busy();
        places.Here.OnRead = _ => null;
        await places.ResultAsync(await places.SubmitAsync());

        var job = await places.SubmitAsync(with: one => one with { Target = "there.machine", Fallbacks = [] });

        await places.ResultAsync(job);
        Assert.Equal(2, places.There.Count("submit"));
    }

    private static CouplerOptions Options(int least)
    {
        var options = new CouplerOptions();
        options.Breaker.LeastSubmissions = least;
        options.Breaker.Break = TimeSpan.FromMinutes(20);
        return options;
    }

    private static WorkspaceException Busy() => new(FailureClass.NeverAccepted, "Busy", "It is busy.");
}
