using Coupler.Circuits;
using Coupler.Jobs;
using Coupler.Local;
using Coupler.Problems;
using Microsoft.Extensions.Options;
using static Coupler.Circuits.Gates;

namespace Coupler.Tests.Jobs;

/// <summary>What a client refuses, fills in and finds before a job begins.</summary>
public sealed class ClientOptionsTests
{
    private static readonly Qubo Problem = [(0, 0, -1)];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string, Action<CouplerOptions>> WrongOptions => new()
    {
        { nameof(CouplerOptions.Lease), options => options.Lease = TimeSpan.FromMilliseconds(99) },
        { nameof(CouplerOptions.Lease), options => options.Lease = TimeSpan.FromHours(2) },
        { nameof(CouplerOptions.ScanInterval), options => options.ScanInterval = TimeSpan.Zero },
        { nameof(CouplerOptions.ScanInterval), options => options.ScanInterval = TimeSpan.FromMinutes(2) },
        { nameof(CouplerOptions.FirstDelay), options => options.FirstDelay = TimeSpan.FromSeconds(-1) },
        { nameof(CouplerOptions.Store), options => options.Store = "" },
        { nameof(CouplerOptions.LongestDelay), options => options.LongestDelay = TimeSpan.FromHours(2) },
    };

    public static TheoryData<string, JobOptions> WrongJobOptions => new()
    {
        { nameof(JobOptions.Shots), new JobOptions { Shots = 0 } },
        { nameof(JobOptions.Shots), new JobOptions { Shots = 100_000_001 } },
        { nameof(JobOptions.Seed), new JobOptions { Seed = -1 } },
        { nameof(JobOptions.Name), new JobOptions { Name = new string('n', 201) } },
        { nameof(JobOptions.Key), new JobOptions { Key = new string('k', 201) } },
        { nameof(JobOptions.Key), new JobOptions { Key = "" } },
        { nameof(JobOptions.Owner), new JobOptions { Owner = new string('o', 201) } },
    };

    [Theory]
    [MemberData(nameof(WrongOptions))]
    public void An_option_of_the_client_out_of_its_range_is_refused_by_name(string name, Action<CouplerOptions> wrong)
    {
        var options = new CouplerOptions();
        wrong(options);

        var refusal = Assert.Throws<OptionsValidationException>(() => new QuantumClient([], options));

        Assert.Contains(name, refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(WrongJobOptions))]
    public async Task An_option_of_a_job_out_of_its_range_is_refused_by_name_and_nothing_is_written(
        string name, JobOptions options)
    {
        await using var client = QuantumClient.Local();

        var refusal = await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => client.SubmitAsync(Problem, options, Token));

        Assert.Contains(name, refusal.Message, StringComparison.Ordinal);
        Assert.Empty(await ListAsync(client));
    }

    [Fact]
    public async Task What_the_target_cannot_run_is_refused_at_submit_and_nothing_is_written()
    {
        await using var client = QuantumClient.Local();
        Qubo wide = [(0, 40, 1)];

        var refusal = await Assert.ThrowsAsync<TargetRefusedException>(
            () => client.SubmitAsync(wide, new() { Target = "local.exhaustive" }, Token));

        Assert.Equal("local.exhaustive", refusal.Target);
        Assert.Contains("41", refusal.Reason, StringComparison.Ordinal);
        Assert.Empty(await ListAsync(client));
    }

    [Fact]
    public async Task A_target_that_nobody_has_is_refused_with_the_names_of_those_there_are()
    {
        await using var client = QuantumClient.Local();

        var refusal = await Assert.ThrowsAsync<ArgumentException>(
            () => client.SubmitAsync(Problem, new() { Target = "nowhere" }, Token));

        Assert.StartsWith(
            "There is no target 'nowhere'; there are local.auto (simulator), local.state-vector, local.optimiser (optimiser), "
                + "local.exhaustive, local.simulated-annealing, ",
            refusal.Message,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("local.exaustive", "local.exhaustive")]
    [InlineData("optimizer", "optimiser")]
    [InlineData("state-vector", "local.state-vector")]
    [InlineData("Here", "here")]
    public async Task A_target_that_nobody_has_is_told_the_name_that_is_near(string typed, string meant)
    {
        var options = new CouplerOptions();
        options.Aliases["here"] = "local.auto";
        await using var client = new QuantumClient([new LocalWorkspace()], options);

        var refusal = await Assert.ThrowsAsync<ArgumentException>(
            () => client.SubmitAsync(Problem, new() { Target = typed }, Token));

        Assert.StartsWith(
            $"There is no target '{typed}'; did you mean '{meant}'? There are local.auto (simulator), ",
            refusal.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_target_for_other_work_says_so_in_words()
    {
        await using var client = QuantumClient.Local();
        Circuit flip = [X(0)];

        var circuit = await Assert.ThrowsAsync<TargetRefusedException>(
            () => client.SubmitAsync(flip, new() { Target = "optimiser" }, Token));
        var problem = await Assert.ThrowsAsync<TargetRefusedException>(
            () => client.SubmitAsync(Problem, new() { Target = "simulator" }, Token));

        Assert.Equal("it does not take circuits. Targets that do: local.auto, local.state-vector.", circuit.Reason);
        Assert.StartsWith(
            "it does not take QUBO problems. Targets that do: local.optimiser, local.exhaustive, ",
            problem.Reason,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_alias_of_the_configuration_comes_before_the_targets_own()
    {
        await using var here = new ScriptedWorkspace("here") { Aliases = ["optimiser"] };
        await using var there = new ScriptedWorkspace("there") { Aliases = ["optimiser"] };
        await using var plain = new QuantumClient([here, there]);
        var aliases = new CouplerOptions { Aliases = { ["optimiser"] = "there.machine" } };
        await using var configured = new QuantumClient([here, there], aliases);

        var first = await plain.SubmitAsync(Problem, cancellationToken: Token);
        var second = await configured.SubmitAsync(Problem, cancellationToken: Token);

        Assert.Equal("here.machine", (await first.GetSnapshotAsync(Token)).Target);
        Assert.Equal("there.machine", (await second.GetSnapshotAsync(Token)).Target);
    }

    [Fact]
    public async Task An_alias_of_the_configuration_that_leads_nowhere_is_named_in_the_refusal()
    {
        var aliases = new CouplerOptions { Aliases = { ["optimiser"] = "gone.machine" } };
        await using var client = new QuantumClient([new ScriptedWorkspace()], aliases);

        var refusal = await Assert.ThrowsAsync<ArgumentException>(() => client.SubmitAsync(Problem, cancellationToken: Token));

        Assert.Contains("'optimiser'", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("'gone.machine'", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_workspaces_of_one_name_are_refused()
    {
        Workspace[] twins = [new ScriptedWorkspace("twin"), new ScriptedWorkspace("twin")];
        var refusal = Assert.Throws<ArgumentException>(() => new QuantumClient(twins));

        Assert.Contains("'twin'", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_seed_that_is_not_given_is_drawn_below_two_to_the_53_and_kept()
    {
        await using var store = new MemoryJobStore();
        await using var client = new QuantumClient([new ScriptedWorkspace()], store: store);
        var options = new JobOptions { Target = "scripted.machine" };
        for (var i = 0; i < 200; i++) await client.SubmitAsync(Problem, options, Token);

        var seeds = new List<long>();
        await foreach (var job in store.QueryAsync(new JobQuery { Limit = 200 }, Token)) seeds.Add(job.Options.Seed!.Value);

        // 200 draws repeat with a probability of about 2e4 / 2^53, and all stay below 2^52 with one of 2^-200.
        Assert.Equal(200, seeds.Distinct().Count());
        Assert.All(seeds, seed => Assert.InRange(seed, 0, (1L << 53) - 1));
        Assert.Contains(seeds, seed => seed >= 1L << 52);
    }

    [Fact]
    public async Task What_the_caller_said_is_kept_and_what_he_did_not_is_filled_in()
    {
        await using var store = new MemoryJobStore();
        await using var client = new QuantumClient([new ScriptedWorkspace { Aliases = ["optimiser"] }], store: store);
        var said = new JobOptions { Target = "scripted.machine", Name = "mine", Seed = 5, Owner = "ann", Tags = ["red"] };

        var first = await client.SubmitAsync(Problem, said, Token);
        var second = await client.SubmitAsync(Problem, cancellationToken: Token);

        Assert.Equal(said, (await store.GetAsync(first.Id, Token))!.Options);
        var filled = (await store.GetAsync(second.Id, Token))!.Options;
        Assert.Equal(("scripted.machine", nameof(Qubo)), (filled.Target, filled.Name));
    }

    [Fact]
    public async Task A_second_submit_with_the_same_key_is_the_same_job()
    {
        await using var client = QuantumClient.Local();
        var options = new JobOptions { Key = "double click", Owner = "ann" };

        var jobs = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => client.SubmitAsync(Problem, options, Token)));

        Assert.Single(jobs.Select(job => job.Id).Distinct());
        Assert.Single(await ListAsync(client));
        Assert.Equal(-1, (await jobs[^1].ResultAsync(Token)).Best.Cost);
    }

    [Fact]
    public async Task A_job_by_its_id_brings_the_workload_that_was_submitted()
    {
        await using var client = QuantumClient.Local();
        var job = await client.SubmitAsync(Problem, cancellationToken: Token);

        var workload = Assert.IsType<Qubo>(await client.GetJob(job.Id).WorkloadAsync(Token));

        Assert.Equal(Problem.ToList(), workload.ToList());
    }

    [Fact]
    public async Task An_id_that_no_job_has_is_a_key_not_found()
    {
        await using var client = QuantumClient.Local();
        var job = client.GetJob<ProblemResult>(Guid.NewGuid());

        await Assert.ThrowsAsync<KeyNotFoundException>(() => job.ResultAsync(Token));
        await Assert.ThrowsAsync<KeyNotFoundException>(() => job.RawResultAsync(Token));
        await Assert.ThrowsAsync<KeyNotFoundException>(() => job.WorkloadAsync(Token));
        await Assert.ThrowsAsync<KeyNotFoundException>(() => job.CancelAsync(Token));
        await Assert.ThrowsAsync<KeyNotFoundException>(() => job.GetSnapshotAsync(Token).AsTask());
    }

    private static async Task<List<JobSnapshot>> ListAsync(QuantumClient client)
    {
        var jobs = new List<JobSnapshot>();
        await foreach (var job in client.ListAsync(cancellationToken: Token)) jobs.Add(job);
        return jobs;
    }
}
