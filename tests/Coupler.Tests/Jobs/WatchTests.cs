using System.Threading.Channels;
using Coupler.Problems;

namespace Coupler.Tests.Jobs;

/// <summary>Who watches a job sees each change once, in the process that has the job and in another over the same file.</summary>
public sealed class WatchTests
{
    private const int Patience = 30_000;

    private static readonly Qubo Problem = [(0, 0, -1)];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory(Timeout = Patience)]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Each_change_is_told_once_and_a_look_without_news_is_not_told(bool isElsewhere)
    {
        using var jobs = new SharedJobs();
        var told = await jobs.WatchAsync(isElsewhere);

        jobs.Say(report => report with { QueuePosition = 5 });
        var queued = await told.ReadAsync(Token);
        await jobs.SayNothingNewAsync();
        jobs.Say(report => report with { QueuePosition = 3 });
        var nearer = await told.ReadAsync(Token);
        jobs.Say(report => report with { ServiceStatus = "Queued", QueuePosition = 3 });
        var renamed = await told.ReadAsync(Token);
        jobs.Say(report => report with { Status = AttemptStatus.Executing });
        var executing = await told.ReadAsync(Token);
        jobs.Say(report => report with { Status = AttemptStatus.Executing, Progress = new JobProgress(1, 10, "shots") });
        var first = await told.ReadAsync(Token);
        await jobs.SayNothingNewAsync();
        jobs.Say(report => report with { Status = AttemptStatus.Executing, Progress = new JobProgress(5, 10, "shots") });
        var half = await told.ReadAsync(Token);

        Assert.Equal((JobStatus.Waiting, 5), (queued.Status, queued.QueuePosition));
        Assert.Equal((JobStatus.Waiting, 3), (nearer.Status, nearer.QueuePosition));
        Assert.Equal(("Queued", 3), (renamed.ServiceStatus, renamed.QueuePosition));
        Assert.Equal((JobStatus.Executing, (int?)null), (executing.Status, executing.QueuePosition));
        Assert.Equal((JobStatus.Executing, 1L), (first.Status, first.Progress!.Done));
        Assert.Equal((JobStatus.Executing, 5L), (half.Status, half.Progress!.Done));
    }

    [Theory(Timeout = Patience)]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Trouble_another_attempt_and_the_end_are_told_and_then_no_more(bool isElsewhere)
    {
        using var jobs = new SharedJobs();
        var told = await jobs.WatchAsync(isElsewhere);

        jobs.Say(_ => throw new WorkspaceException(FailureClass.AcceptanceUnknown, "Away", "Come back."));
        var away = await told.ReadAsync(Token);
        await jobs.SayNothingNewAsync();
        jobs.Say(report => report);
        var back = await told.ReadAsync(Token);
        var failure = new JobFailure(FailureClass.FailedFree, "E17", "The cryostat is warm.");
        var second = jobs.HoldNextUpload();
        jobs.Say(report => report with { Status = AttemptStatus.Failed, Failure = failure });
        var failed = await told.ReadAsync(Token);
        jobs.Say(report => report with { Status = AttemptStatus.Succeeded });
        second.Open();
        List<JobSnapshot> rest = [failed];
        await foreach (var update in told.ReadAllAsync(Token)) rest.Add(update);

        Assert.Equal((JobStatus.Waiting, "Away"), (away.Status, away.Failure?.Code));
        Assert.Equal((JobStatus.Waiting, null), (back.Status, back.Failure));
        Assert.Equal((JobPhase.Prepare, 1, failure), (failed.Phase, failed.Attempt, failed.Failure));
        Assert.Equal((JobStatus.Succeeded, 2), (rest[^1].Status, rest[^1].Attempt));
        Assert.Single(rest, update => update.Status.IsFinal);
        Assert.Equal(rest.Count, rest.Select(update => update with { Updated = default }).Distinct().Count());
    }

    /// <summary>A job of one client over a file, and another client over it, whose place is not the job's.</summary>
    private sealed class SharedJobs : IDisposable
    {
        private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("coupler-");
        private readonly ScriptedWorkspace place = new();
        private readonly QuantumClient client;
        private readonly QuantumClient other;
        private readonly SemaphoreSlim looked = new(0);
        private volatile Func<AttemptReport, AttemptReport> says = report => report;
        private Guid attempt;

        public SharedJobs()
        {
            client = new QuantumClient([place], Options);
            other = new QuantumClient([new ScriptedWorkspace("elsewhere")], Options);
            place.OnRead = Look;
        }

        private CouplerOptions Options => new()
        {
            Store = Path.Combine(folder.FullName, "jobs.db"),
            ScanInterval = TimeSpan.FromMilliseconds(10),
            FirstDelay = TimeSpan.FromMilliseconds(10),
            LongestDelay = TimeSpan.FromMilliseconds(10),
        };

        /// <returns>What a watcher is told, from the moment on when the place has been looked at.</returns>
        public async Task<ChannelReader<JobSnapshot>> WatchAsync(bool isElsewhere)
        {
            var job = await client.SubmitAsync(Problem, new() { Target = place.TargetId }, Token);
            attempt = Attempt.IdOf(job.Id, 1);
            var told = Channel.CreateUnbounded<JobSnapshot>();
            _ = TellAsync(isElsewhere ? other.GetJob<ProblemResult>(job.Id) : job, told.Writer);
            while ((await told.Reader.ReadAsync(Token)).ServiceStatus is null)
            {
                // On its way to the place.
            }

            return told.Reader;
        }

        /// <summary>The place says this from now on.</summary>
        public void Say(Func<AttemptReport, AttemptReport> what) => says = what;

        /// <summary>Several looks that find nothing new; what a place raises is written down nevertheless.</summary>
        public async Task SayNothingNewAsync()
        {
            for (var look = 0; look < 10; look++)
            {
                place.RaiseChanged(attempt);
                await looked.WaitAsync(Token);
            }
        }

        /// <summary>An attempt that is made from now on goes no further than this gate.</summary>
        public Gate HoldNextUpload()
        {
            var gate = new Gate();
            place.OnUpload = (_, token) => gate.PassAsync(token);
            return gate;
        }

        public void Dispose()
        {
            client.Dispose();
            other.Dispose();
            looked.Dispose();
            folder.Delete(recursive: true);
        }

        private static async Task TellAsync(Job<ProblemResult> job, ChannelWriter<JobSnapshot> told)
        {
            try
            {
                await foreach (var update in job.WatchAsync(Token)) told.TryWrite(update);
                told.Complete();
            }
            catch (ObjectDisposedException exception)
            {
                // The test is over.
                told.Complete(exception);
            }
        }

        private AttemptReport Look(Guid attempt)
        {
            looked.Release();
            return says(ScriptedWorkspace.Says(attempt, AttemptStatus.Waiting));
        }
    }
}
