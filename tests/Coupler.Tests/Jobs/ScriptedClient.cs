using System.Collections.Concurrent;
using System.Threading.Channels;
using Coupler.Jobs;
using Coupler.Problems;
using Microsoft.Extensions.Logging;

namespace Coupler.Tests.Jobs;

/// <summary>A client over a scripted place and a watched store, whose time stands still until a test moves it.</summary>
internal sealed class ScriptedClient : IAsyncDisposable
{
    private readonly ListLogger log = new();

    public ScriptedClient(
        CouplerOptions? options = null, WatchedJobStore? store = null, WatchedTime? time = null, ScriptedWorkspace? place = null)
    {
        Place = place ?? new ScriptedWorkspace();
        Store = store ?? new WatchedJobStore();
        Time = time ?? new WatchedTime();
        Client = new QuantumClient([Place], options, Store, Time, log);
    }

    public ScriptedWorkspace Place { get; }

    public WatchedJobStore Store { get; }

    public WatchedTime Time { get; }

    public QuantumClient Client { get; }

    /// <summary>Returns when a warning was logged that says this.</summary>
    public async Task WarnedAsync(string what = "")
    {
        while (!(await log.NextWarningAsync()).Contains(what, StringComparison.Ordinal))
        {
            // Another one.
        }
    }

    public IReadOnlyCollection<string> Warnings => log.Warnings;

    /// <summary>The ids of what was logged, of whatever level, in order.</summary>
    public IReadOnlyCollection<EventId> Events => log.Events;

    public Task<Job<ProblemResult>> SubmitAsync() =>
        Client.SubmitAsync(Problem, new JobOptions { Target = Place.TargetId }, TestContext.Current.CancellationToken);

    /// <summary>The next record that is written in this phase and waits, or has ended.</summary>
    public Task<JobRecord> WaitsAsync(JobPhase phase) => Store.NextAsync(job => job.Phase == phase && Waits(job));

    /// <summary>Whether there is nothing to do for it at present.</summary>
    public bool Waits(JobRecord job) => job.Due is not { } due || due > Time.GetUtcNow();

    /// <summary>Moves the clock from one alarm to the next, when nothing is left to do, until the job has ended.</summary>
    /// <returns>What waiting for the result threw.</returns>
    public async Task<Exception?> FollowAsync(Job<ProblemResult> job)
    {
        var result = Record.ExceptionAsync(() => job.ResultAsync(TestContext.Current.CancellationToken)).AsTask();
        while (true)
        {
            await Client.IdleAsync(TestContext.Current.CancellationToken);
            if (await Store.GetAsync(job.Id, TestContext.Current.CancellationToken) is { Due: null }) return await result;
            Time.MoveOn();
        }
    }

    public static Qubo Problem => [(0, 0, -1)];

    public ValueTask DisposeAsync() => Client.DisposeAsync();

    private sealed class ListLogger : ILogger<QuantumClient>
    {
        private readonly ConcurrentQueue<string> warnings = new();
        private readonly ConcurrentQueue<EventId> events = new();
        private readonly Channel<string> unread = Channel.CreateUnbounded<string>();

        public ValueTask<string> NextWarningAsync() => unread.Reader.ReadAsync(TestContext.Current.CancellationToken);

        public IReadOnlyCollection<string> Warnings => warnings;

        public IReadOnlyCollection<EventId> Events => events;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            events.Enqueue(eventId);
            if (logLevel < LogLevel.Warning) return;
            var warning = formatter(state, exception);
            warnings.Enqueue(warning);
            unread.Writer.TryWrite(warning);
        }
    }
}
