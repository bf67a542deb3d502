using Coupler.Circuits;
using Coupler.Conformance.Client;

namespace Coupler.Conformance.Crashes;

/// <summary>The place outlives the client that is killed; each line of its ledger would be paid.</summary>
public sealed class RemoteCrashTests(RemotePlace place) : CrashContract, IClassFixture<RemotePlace>
{
    private readonly int entries = place.Ledger.Length;

    protected override string Place => place.Address.ToString();

    protected override string Target => RemoteWorkspace.TargetId;

    [Fact]
    public async Task A_kill_between_the_acceptance_and_its_answer_pays_once()
    {
        await place.DirectAsync("hold");
        using var client = StartClient("run", Target, "never");
        await place.HeldAsync();

        client.Kill();
        await client.WaitForExitAsync(Token);

        await AssertGoesOnAsync(await IdAsync());
    }

    [Fact]
    public async Task A_process_that_was_started_afresh_prints_the_same_answer()
    {
        using (var first = StartClient("run", Target, "after call submit")) await first.WaitForExitAsync(Token);
        var job = await IdAsync();

        using var second = StartClient("circuit", job.ToString());
        var answer = await second.StandardOutput.ReadToEndAsync(Token);

        await using var undisturbed = new QuantumClient([Open()], Errand.Impatient());
        Assert.Equal(await UndisturbedAsync(undisturbed), answer.TrimEnd());
        AssertSentOnce(Attempt.IdOf(job, 1));
    }

    protected override Workspace Open() => new RemoteWorkspace(place.Address);

    protected override async Task<string> UndisturbedAsync(QuantumClient client) =>
        Answer.Of(await client.RunAsync(Errand.Circuit, Errand.For(Target), Token));

    protected override async Task<string> ResultAsync(QuantumClient client, Guid job) =>
        Answer.Of(await client.GetJob<CircuitResult>(job).ResultAsync(Token));

    protected override void AssertSentOnce(Guid attempt) => Assert.Single(place.Ledger, id => id == attempt);

    protected override void AssertNothingSent() => Assert.Equal(entries, place.Ledger.Length);
}
