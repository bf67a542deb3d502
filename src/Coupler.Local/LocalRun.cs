namespace Coupler.Local;

/// <summary>One attempt in this process, from the queue to its result. Thread-safe.</summary>
internal sealed class LocalRun : IDisposable
{
    /// <summary>Progress is told at most so often: each telling is a write to the store.</summary>
    private static readonly TimeSpan ProgressInterval = TimeSpan.FromMilliseconds(100);

    private readonly Submission submission;
    private readonly LocalTarget target;
    private readonly TimeProvider time;
    private readonly Action<Guid> changed;
    private readonly CancellationTokenSource cancellation = new();

    /// <summary>Good for use after the source is disposed of, too.</summary>
    private readonly CancellationToken cancelled;
    private readonly Lock gate = new();
    private AttemptReport report;
    private Payload? result;
    private long lastTold;

    /// <param name="changed">Called without a lock, from any thread, with the attempt's id. It must not throw.</param>
    public LocalRun(Submission submission, LocalTarget target, TimeProvider time, Action<Guid> changed)
    {
        (this.submission, this.target, this.time, this.changed) = (submission, target, time, changed);
        cancelled = cancellation.Token;
        report = new(submission.Attempt, AttemptStatus.Waiting, nameof(AttemptStatus.Waiting));
        lastTold = time.GetTimestamp();
    }

    public AttemptReport Report
    {
        get
        {
            lock (gate) return report;
        }
    }

    public Payload? Result
    {
        get
        {
            lock (gate) return result;
        }
    }

    /// <summary>
    /// Plans, waits for memory and runs to the end, whatever the end is. A run that was cancelled while it waited does nothing.
    /// </summary>
    public void Execute(MemoryBudget memory)
    {
        if (Report.Status != AttemptStatus.Waiting) return;
        var (status, payload, failure) = Outcome(memory);
        lock (gate)
        {
            if (report.Status == AttemptStatus.Cancelled) return;
            Tell(status);
            report = report with { Failure = failure, Ended = time.GetUtcNow() };
            result = payload;
        }

        changed(submission.Attempt);
    }

    public void Cancel()
    {
        bool waiting;
        lock (gate)
        {
            waiting = report.Status == AttemptStatus.Waiting;
            if (report.Status is AttemptStatus.Succeeded or AttemptStatus.Failed or AttemptStatus.Cancelled) return;
            Tell(waiting ? AttemptStatus.Cancelled : AttemptStatus.Cancelling);
            cancellation.Cancel();
        }

        if (waiting) changed(submission.Attempt);
    }

    public void Dispose() => cancellation.Dispose();

    private (AttemptStatus Status, Payload? Result, JobFailure? Failure) Outcome(MemoryBudget memory)
    {
        try
        {
            var prepared = target.Prepare(Workload.FromPayload(submission.Input), submission.Options, cancelled);
            using var reservation = memory.Reserve(prepared.MemoryBytes, cancelled);
            Begin();
            return (AttemptStatus.Succeeded, prepared.Run(Progress, cancelled), null);
        }
        catch (OperationCanceledException) when (cancelled.IsCancellationRequested)
        {
            return (AttemptStatus.Cancelled, null, null);
        }
        catch (TargetRefusedException exception)
        {
            return (AttemptStatus.Failed, null, new(FailureClass.Yours, "TargetRefused", exception.Message));
        }
        catch (Exception exception)
        {
            // The edge of a queue item: what a target throws becomes the attempt's failure.
            return (AttemptStatus.Failed, null, new(FailureClass.FailedFree, exception.GetType().Name, exception.Message));
        }
    }

    private void Begin()
    {
        lock (gate)
        {
            cancelled.ThrowIfCancellationRequested();
            Tell(AttemptStatus.Executing);
            report = report with { Started = time.GetUtcNow() };
        }

        changed(submission.Attempt);
    }

    private void Tell(AttemptStatus status) => report = report with { Status = status, ServiceStatus = status.ToString() };

    private void Progress(JobProgress progress)
    {
        lock (gate)
        {
            report = report with { Progress = progress };
            if (time.GetElapsedTime(lastTold) < ProgressInterval) return;
            lastTold = time.GetTimestamp();
        }

        changed(submission.Attempt);
    }
}
