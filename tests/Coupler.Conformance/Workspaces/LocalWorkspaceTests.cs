using Coupler.Circuits;
using Coupler.Local;
using Coupler.Local.StateVector;
using Coupler.Problems;
using Coupler.Testing.Contracts;
using static Coupler.Circuits.Gates;

namespace Coupler.Conformance.Workspaces;

public sealed class LocalWorkspaceTests : WorkspaceContract
{
    protected override string Target => "local.state-vector";

    protected override Workspace Open() => new LocalWorkspace();

    private static JobOptions Exhaustive => new() { Target = "local.exhaustive" };

    /// <summary>2³⁰ assignments take minutes; a cancellation takes effect within a block of 2¹⁶.</summary>
    protected override async Task<Guid> SubmitEndlessAsync() =>
        (await Client.SubmitAsync([.. Enumerable.Range(0, 30).Select(i => (i, (i + 1) % 30, 1.0))], Exhaustive, Token)).Id;

    [Fact]
    public async Task A_problem_gives_the_other_kind_of_result()
    {
        Qubo cover = [(0, 0, -1), (1, 1, -1), (0, 1, 2)];
        var job = await Client.SubmitAsync(cover, Exhaustive, Token);

        var result = await job.ResultAsync(Token);

        Assert.Equal(["01", "10"], result.Solutions.Select(solution => solution.Values.ToString()));
        Assert.True(result.IsOptimal);
        Assert.Equal(("local.exhaustive", job.Id), (result.Provenance.Target, result.Provenance.Job));
        var wrong = Client.GetJob<CircuitResult>(job.Id);
        await Assert.ThrowsAsync<InvalidOperationException>(() => wrong.ResultAsync(Token));
    }

    /// <summary>The store keeps them as JSON; the target makes its record of it again.</summary>
    [Fact]
    public async Task A_targets_own_settings_survive_the_store()
    {
        var asked = new JobOptions { Target = Target, Parameters = new StateVectorParameters { Probabilities = true } };

        var with = await Client.RunAsync([H(0), MeasureAll()], asked, Token);
        var without = await Client.RunAsync([H(0), MeasureAll()], asked with { Parameters = null }, Token);

        Assert.Equal(0.5, with.Probabilities![BitString.Parse("1")], 1e-6);
        Assert.Null(without.Probabilities);
    }

    /// <summary>Nothing to count, so the probabilities of all qubits instead.</summary>
    [Fact]
    public async Task A_circuit_that_measures_nothing_has_probabilities_and_no_counts()
    {
        var result = await Client.RunAsync([Qubits(3), X(1)], new() { Target = Target }, Token);

        Assert.Empty(result.Counts);
        Assert.Equal("010", Assert.Single(result.Probabilities!).Key.ToString());
    }

    /// <summary>A seed's promise is the simulator's, not that of the choice.</summary>
    [Fact]
    public async Task The_result_of_an_automatic_choice_names_the_simulator_that_ran()
    {
        var job = await Client.SubmitAsync([H(0), MeasureAll()], cancellationToken: Token);

        var result = await job.ResultAsync(Token);

        Assert.Equal("local.auto", (await job.GetSnapshotAsync(Token)).Target);
        Assert.Equal("local.state-vector", result.Provenance.Target);
    }

    [Fact]
    public async Task What_waits_for_a_thread_is_cancelled_without_ever_running()
    {
        await using var client = new QuantumClient([new LocalWorkspace(new LocalWorkspaceOptions { Parallelism = 1 })]);
        Qubo endless = [.. Enumerable.Range(0, 30).Select(i => (i, (i + 1) % 30, 1.0))];
        var first = await client.SubmitAsync(endless, Exhaustive, Token);
        await foreach (var update in first.WatchAsync(Token))
        {
            if (update.Status == JobStatus.Executing) break;
        }

        var second = await client.SubmitAsync(endless, Exhaustive, Token);
        await second.CancelAsync(Token);

        await Assert.ThrowsAsync<JobCancelledException>(() => second.ResultAsync(Token));
        Assert.Equal(JobStatus.Executing, (await first.GetSnapshotAsync(Token)).Status);
        await first.CancelAsync(Token);
        await Assert.ThrowsAsync<JobCancelledException>(() => first.ResultAsync(Token));
    }

    [Fact]
    public async Task A_long_run_tells_how_far_it_is()
    {
        var job = Client.GetJob<ProblemResult>(await SubmitEndlessAsync());

        await foreach (var update in job.WatchAsync(Token))
        {
            if (update.Progress is not { } progress) continue;
            Assert.Equal((1L << 30, "assignments"), (progress.Total, progress.Unit));
            Assert.InRange(progress.Done, 1, 1L << 30);
            break;
        }

        await job.CancelAsync(Token);
        await Assert.ThrowsAsync<JobCancelledException>(() => job.ResultAsync(Token));
    }
}
