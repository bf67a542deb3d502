using Coupler.Jobs;
using Coupler.Local;
using Coupler.Problems;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Coupler.Tests.Jobs;

/// <summary>A client from a container.</summary>
public sealed class ContainerTests
{
    private static readonly Qubo Problem = [(0, 0, -1), (1, 1, -1), (0, 1, 2)];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task One_line_gives_a_client_that_runs_here()
    {
        await using var services = new ServiceCollection().AddCoupler().AddLocalWorkspace().Services.BuildServiceProvider();

        var result = await services.GetRequiredService<QuantumClient>().RunAsync(Problem, cancellationToken: Token);

        Assert.Equal(-1, result.Best.Cost);
        Assert.Same(services.GetRequiredService<QuantumClient>(), services.GetRequiredService<QuantumClient>());
    }

    [Fact]
    public async Task A_registered_store_keeps_the_jobs_and_is_disposed_without_complaint()
    {
        var folder = Directory.CreateTempSubdirectory("coupler-");
        var path = Path.Combine(folder.FullName, "jobs.db");
        var services = new ServiceCollection()
            .AddSingleton<JobStore>(_ => new SqliteJobStore(path))
            .AddCoupler().AddLocalWorkspace().Services.BuildServiceProvider();
        var client = services.GetRequiredService<QuantumClient>();
        var job = await client.SubmitAsync(Problem, cancellationToken: Token);
        await job.ResultAsync(Token);

        await services.DisposeAsync();
        await client.DisposeAsync();

        await using (var store = new SqliteJobStore(path))
        {
            Assert.Equal(JobStatus.Succeeded, (await store.GetAsync(job.Id, Token))!.Status);
        }

        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task A_store_named_in_the_options_outlives_the_container()
    {
        var folder = Directory.CreateTempSubdirectory("coupler-");
        var path = Path.Combine(folder.FullName, "jobs.db");
        Guid id;
        await using (var first = Container(path))
        {
            id = (await first.GetRequiredService<QuantumClient>().SubmitAsync(Problem, cancellationToken: Token)).Id;
        }

        await using (var second = Container(path))
        {
            var result = await second.GetRequiredService<QuantumClient>().GetJob<ProblemResult>(id).ResultAsync(Token);
            Assert.Equal(["01"], result.Solutions.Select(solution => solution.Values.ToString()));
        }

        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task A_job_that_was_left_behind_goes_on_when_the_host_starts()
    {
        var folder = Directory.CreateTempSubdirectory("coupler-");
        var path = Path.Combine(folder.FullName, "jobs.db");
        var left = new JobRecord
        {
            Id = Guid.NewGuid(),
            Workspace = "local",
            WorkloadFormat = Problem.Format,
            Options = new JobOptions { Target = "local.exhaustive", Seed = 1 },
            Created = DateTimeOffset.UnixEpoch,
            Updated = DateTimeOffset.UnixEpoch,
            Due = DateTimeOffset.UnixEpoch,
        };
        await using (var store = new SqliteJobStore(path))
        {
            await store.CreateAsync(left, Problem.ToPayload(), Token);
            await using var container = Container(path);
            foreach (var service in container.GetServices<IHostedService>()) await service.StartAsync(Token);

            while ((await store.GetAsync(left.Id, Token))!.Status != JobStatus.Succeeded) await Task.Yield();

            foreach (var service in container.GetServices<IHostedService>()) await service.StopAsync(Token);
        }

        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Options_out_of_range_are_refused_when_the_client_is_made()
    {
        await using var services = new ServiceCollection()
            .AddCoupler(options => options.Lease = TimeSpan.Zero).AddLocalWorkspace().Services.BuildServiceProvider();

        Assert.Throws<OptionsValidationException>(services.GetRequiredService<QuantumClient>);
    }

    [Fact]
    public async Task Options_of_the_local_workspace_out_of_range_are_refused_when_the_client_is_made()
    {
        await using var services = new ServiceCollection()
            .AddCoupler().AddLocalWorkspace(options => options.Parallelism = 0).Services.BuildServiceProvider();

        Assert.Throws<OptionsValidationException>(services.GetRequiredService<QuantumClient>);
    }

    private static ServiceProvider Container(string path) => new ServiceCollection()
        .AddCoupler(options => options.Store = path).AddLocalWorkspace().Services.BuildServiceProvider();
}
