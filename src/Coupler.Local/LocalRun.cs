namespace Coupler.Local;

/// <summary>One attempt in this process, from the queue to its result. Thread-safe.</summary>
internal sealed class LocalRun(Submission submission, LocalTarget target, TimeProvider time, Action<Guid> changed) : IDisposable
{
    /// <summary>Progress is told at most so often: each telling is a write to the store.</summary>
    private static readonly TimeSpan ProgressInterval = TimeSpan.FromMilliseconds(100);

    private readonly CancellationTokenSource cancellation = new();
    private readonly Lock gate = new();
    private AttemptReport report = new(submission.Attempt, AttemptStatus.Waiting, nameof(AttemptStatus.Waiting));
    private Payload? result;
    private long lastTold = time.GetTimestamp();

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

    /// <summary>Runs to the end, whatever the end is. A run that was cancelled while it waited does nothing.</summary>
    public void Execute()
    {
        if (!TryBegin()) return;
        try
        {
            var workload = Workload.FromPayload(submission.Input);
            End(AttemptStatus.Succeeded, target.Run(workload, submission.Options, Progress, cancellation.Token), null);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            End(AttemptStatus.Cancelled, null, null);
        }
        catch (TargetRefusedException exception)
        {
            End(AttemptStatus.Failed, null, new JobFailure(FailureClass.Yours, "TargetRefused", exception.Message));
        }
        catch (Exception exception)
        {
            // The edge of a queue item: what a target throws becomes the attempt's failure.
            End(AttemptStatus.Failed, null, new JobFailure(FailureClass.FailedFree, exception.GetType().Name, exception.Message));
        }
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

    private bool TryBegin()
    {
        lock (gate)
        {
            if (report.Status != AttemptStatus.Waiting) return false;
            Tell(AttemptStatus.Executing);
            return true;
        }
    }

    private void End(AttemptStatus status, Payload? payload, JobFailure? failure)
    {
        lock (gate)
        {
            Tell(status);
            report = report with { Failure = failure };
            result = payload;
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
