using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Serialization;
using Coupler.Jobs;
using Coupler.Problems;
using Microsoft.Extensions.DependencyInjection;

namespace Coupler.Tests.Jobs;

/// <summary>The application's own code, which runs when a job ends.</summary>
public sealed partial class StepTests : IAsyncDisposable
{
    private const int Patience = 20_000;

    private readonly ScriptedWorkspace place = new();
    private readonly WatchedJobStore store = new();
    private readonly WatchedTime time = new();
    private readonly Diary diary = new();
    private readonly List<ServiceProvider> containers = [];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact(Timeout = Patience)]
    public async Task A_step_is_told_the_input_and_the_result_under_the_id_of_the_job()
    {
        var job = await Step().SubmitAsync(new Order("A-17", 3), Asked(key: "A-17"), Token);
        await EndAsync();

        await job.ResultAsync(Token);

        Assert.Equal([$"{job.Id} A-17 × 3 succeeded: 1"], diary.Lines);
    }

    [Fact(Timeout = Patience)]
    public async Task A_step_is_told_of_a_failure()
    {
        place.OnSubmit = (_, _) => throw new WorkspaceException(FailureClass.FailedCharged, "TooWide", "That does not fit.");
        var job = await Step().SubmitAsync(new Order("A-17", 3), Asked(), Token);

        await Assert.ThrowsAsync<JobFailedException>(() => job.ResultAsync(Token));

        Assert.Equal([$"{job.Id} A-17 × 3 failed: TooWide"], diary.Lines);
        Assert.Equal(JobStatus.Failed, (await job.GetSnapshotAsync(Token)).Status);
    }

    [Theory(Timeout = Patience)]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_step_is_told_of_a_cancellation(bool wasSent)
    {
        var gate = new Gate();
        if (wasSent) place.RunsUntilCancelled();
        else place.OnUpload = (_, token) => gate.PassAsync(token);
        var job = await Step().SubmitAsync(new Order("A-17", 3), Asked(), Token);
        if (wasSent) await store.NextAsync(record => record.Phase == JobPhase.Monitor);
        else await gate.Reached;
        await job.CancelAsync(Token);
        gate.Open();

        await Assert.ThrowsAsync<JobCancelledException>(() => job.ResultAsync(Token));

        Assert.Equal([$"{job.Id} A-17 × 3 cancelled"], diary.Lines);
    }

    [Fact(Timeout = Patience)]
    public async Task The_result_is_written_down_before_the_code_runs_and_the_code_of_another_process_gets_it()
    {
        diary.Gate = new Gate();
        var job = await Step().SubmitAsync(new Order("A-17", 3), Asked(), Token);
        await EndAsync();
        await diary.Gate.Reached;
        Assert.Equal(JobPhase.Complete, (await store.GetAsync(job.Id, Token))!.Phase);
        await containers[0].DisposeAsync();
        Assert.Empty(diary.Lines);

        diary.Gate = null;
        var other = Container().GetRequiredService<QuantumClient>();
        await other.GetJob<ProblemResult>(job.Id).ResultAsync(Token);

        Assert.Equal([$"{job.Id} A-17 × 3 succeeded: 1"], diary.Lines);
        Assert.Equal(1, place.Count("fetch"));
    }

    [Fact(Timeout = Patience)]
    public async Task Code_that_throws_is_run_again_later_and_later_and_then_the_job_is_parked_with_its_result()
    {
        diary.Throws = int.MaxValue;
        var job = await Step().SubmitAsync(new Order("A-17", 3), Asked(), Token);
        await EndAsync();
        var delays = new List<TimeSpan>();
        for (var tries = 1; tries < 4; tries++)
        {
            var waiting = await store.NextAsync(record => record.Phase == JobPhase.Complete && record.Due > time.GetUtcNow());
            delays.Add(waiting.Due!.Value - time.GetUtcNow());
            time.SetUtcNow(waiting.Due.Value);
        }

        var parked = await store.NextAsync(record => record.Due is null);

        Assert.Equal(JobStatus.Parked, parked.Status);
        Assert.Equal("The ledger is closed (4).", (await job.GetSnapshotAsync(Token)).Failure!.Message);
        Assert.Equal(delays.Order(), delays);
        Assert.Equal(delays.Distinct(), delays);
        Assert.Equal("1"u8.ToArray(), (await job.RawResultAsync(Token)).Content.ToArray());

        diary.Throws = 0;
        await job.CompleteAsync(Token);
        await job.ResultAsync(Token);
        Assert.Equal([$"{job.Id} A-17 × 3 succeeded: 1"], diary.Lines);
        await Assert.ThrowsAsync<InvalidOperationException>(() => job.CompleteAsync(Token));
    }

    [Fact(Timeout = Patience)]
    public async Task What_the_code_throws_is_never_taken_for_trouble_of_the_store_or_of_the_input()
    {
        diary.Throws = 1;
        diary.Thrown = new FormatException("A bug.");
        var job = await Step().SubmitAsync(new Order("A-17", 3), Asked(), Token);
        await EndAsync();

        var waiting = await store.NextAsync(record => record.Phase == JobPhase.Complete && record.Due > time.GetUtcNow());
        time.SetUtcNow(waiting.Due!.Value);

        await job.ResultAsync(Token);
        Assert.Single(diary.Lines);
    }

    [Fact(Timeout = Patience)]
    public async Task The_same_key_of_the_same_owner_is_one_job_and_one_effect()
    {
        var step = Step();
        var first = await step.SubmitAsync(new Order("A-17", 3), Asked(key: "A-17"), Token);
        var second = await step.SubmitAsync(new Order("A-17", 3), Asked(key: "A-17"), Token);
        await EndAsync();

        await Task.WhenAll(first.ResultAsync(Token), second.ResultAsync(Token));

        Assert.Equal(first.Id, second.Id);
        Assert.Single(diary.Lines);
    }

    [Fact(Timeout = Patience)]
    public async Task A_job_of_a_step_that_the_program_does_not_have_waits_for_one_that_has_it()
    {
        var job = await Step().SubmitAsync(new Order("A-17", 3), Asked(), Token);
        var due = await WaitingAsync();
        await containers[0].DisposeAsync();
        var left = await store.GetAsync(job.Id, Token);
        var other = Container(name: "another step").GetRequiredService<QuantumClient>();
        var result = other.GetJob<ProblemResult>(job.Id).ResultAsync(Token);
        time.SetUtcNow(due);
        await other.IdleAsync(Token);

        Assert.Same(left, await store.GetAsync(job.Id, Token));
        Assert.Equal("ledger", (await other.GetJob(job.Id).GetSnapshotAsync(Token)).Step);
        await other.WhenAllEndedAsync(Token);
        await Container().GetRequiredService<QuantumClient>().GetJob<ProblemResult>(job.Id).ResultAsync(Token);
        Assert.Single(diary.Lines);
        await containers[1].DisposeAsync();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => result);
    }

    [Theory(Timeout = Patience)]
    [InlineData(1, JobStatus.Succeeded)]
    [InlineData(2, JobStatus.Parked)]
    public async Task An_input_of_an_earlier_version_is_read_by_the_step_or_the_job_is_parked(int readsFrom, JobStatus end)
    {
        var job = await Step().SubmitAsync(new Order("A-17", 3), Asked(), Token);
        var due = await WaitingAsync();
        await containers[0].DisposeAsync();
        diary.ReadsFrom = readsFrom;
        var later = Container(version: 3).GetRequiredService<QuantumClient>();

        var result = later.GetJob<ProblemResult>(job.Id).ResultAsync(Token);
        time.SetUtcNow(due);
        await Record.ExceptionAsync(() => result);

        Assert.Equal(end, (await store.GetAsync(job.Id, Token))!.Status);
        Assert.Equal(end == JobStatus.Succeeded ? 1 : 0, diary.Lines.Count);
    }

    [Fact(Timeout = Patience)]
    public async Task An_input_of_a_later_version_waits_for_a_program_that_reads_it()
    {
        var job = await Container(version: 2).GetRequiredService<Ledger>().SubmitAsync(new Order("A-17", 3), Asked(), Token);
        var due = await WaitingAsync();
        await containers[0].DisposeAsync();
        var earlier = Container(version: 1).GetRequiredService<QuantumClient>();
        var result = earlier.GetJob<ProblemResult>(job.Id).ResultAsync(Token);
        time.SetUtcNow(due);
        await earlier.IdleAsync(Token);

        Assert.Null((await store.GetAsync(job.Id, Token))!.Claim);
        await Container(version: 2).GetRequiredService<QuantumClient>().GetJob<ProblemResult>(job.Id).ResultAsync(Token);
        Assert.Single(diary.Lines);
        await containers[1].DisposeAsync();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => result);
    }

    [Fact]
    public async Task A_step_that_no_container_made_cannot_submit()
    {
        var refusal = await Assert.ThrowsAsync<InvalidOperationException>(
            () => new Ledger(diary).SubmitAsync(new Order("A-17", 3), Asked(), Token));

        Assert.Contains("AddStep", refusal.Message, StringComparison.Ordinal);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var container in containers) await container.DisposeAsync();
    }

    private Ledger Step() => Container().GetRequiredService<Ledger>();

    private ServiceProvider Container(string name = "ledger", int version = 1)
    {
        var container = new ServiceCollection()
            .AddSingleton(diary)
            .AddSingleton<JobStore>(store)
            .AddSingleton<TimeProvider>(time)
            .AddCoupler(options => options.Retries.Steps = 4)
            .AddWorkspace(_ => place)
            .AddStep<Ledger>(name, StepJson.Default, version)
            .Services.BuildServiceProvider();
        containers.Add(container);
        return container;
    }

    private JobOptions Asked(string? key = null) => new() { Target = place.TargetId, Key = key };

    /// <summary>Lets the place be asked, which by default is done at the first look.</summary>
    private async Task EndAsync() => time.SetUtcNow(await WaitingAsync());

    /// <summary>The job was accepted, and this is when the place is asked.</summary>
    private async Task<DateTimeOffset> WaitingAsync() =>
        (await store.NextAsync(record => record.Phase == JobPhase.Monitor && record.Due > time.GetUtcNow())).Due!.Value;

    internal sealed record Order(string Number, int Count);

    internal sealed class Diary
    {
        public ConcurrentQueue<string> Lines { get; } = new();

        public Gate? Gate { get; set; }

        public int Throws { get; set; }

        public int Tries { get; set; }

        public int ReadsFrom { get; set; }

        public Exception? Thrown { get; set; }
    }

    internal sealed class Ledger(Diary diary) : QuantumStep<Order, ProblemResult>
    {
        public override Workload<ProblemResult> Prepare(Order input) => ScriptedClient.Problem;

        public override async Task SucceededAsync(
            StepContext job, Order input, ProblemResult result, CancellationToken cancellationToken)
        {
            if (diary.Gate is { } gate) await gate.PassAsync(cancellationToken);
            var closed = diary.Thrown ?? new InvalidOperationException($"The ledger is closed ({++diary.Tries}).");
            if (diary.Throws-- > 0) throw closed;
            diary.Lines.Enqueue($"{job.Id} {input.Number} × {input.Count} succeeded: {result.Best.Values}");
        }

        public override Task FailedAsync(StepContext job, Order input, JobFailure failure, CancellationToken cancellationToken)
        {
            diary.Lines.Enqueue($"{job.Id} {input.Number} × {input.Count} failed: {failure.Code}");
            return Task.CompletedTask;
        }

        public override Task CancelledAsync(StepContext job, Order input, CancellationToken cancellationToken)
        {
            diary.Lines.Enqueue($"{job.Id} {input.Number} × {input.Count} cancelled");
            return Task.CompletedTask;
        }

        protected override Order ReadInput(int version, ReadOnlyMemory<byte> json) => version >= diary.ReadsFrom
            ? JsonSerializer.Deserialize(json.Span, StepJson.Default.Order)!
            : base.ReadInput(version, json);
    }

    [JsonSerializable(typeof(Order))]
    internal sealed partial class StepJson : JsonSerializerContext;
}
