using System.Collections.Immutable;

namespace Coupler.Testing;

/// <summary>
/// The attempts that a place has accepted, and how long each waits as far as its client can see. Thread-safe.
/// </summary>
/// <param name="wait">Null: none waits longer than the place says.</param>
internal sealed class FaultyQueue(TimeSpan? wait, TimeProvider time)
{
    private readonly Lock gate = new();
    private readonly List<Guid> ledger = [];
    private readonly Dictionary<Guid, DateTimeOffset> waiting = [];
    private readonly HashSet<Guid> cancelled = [];
    private readonly HashSet<Guid> through = [];
    private bool isOpen;

    public ImmutableArray<Guid> Ledger
    {
        get
        {
            lock (gate) return [.. ledger];
        }
    }

    public void Accept(Guid attempt)
    {
        lock (gate)
        {
            if (!ledger.Contains(attempt) && wait is { } span && !isOpen) waiting.Add(attempt, End(span));
            ledger.Add(attempt);
        }
    }

    /// <summary>It is as good as run: every cancellation comes too late.</summary>
    public void PassThrough(Guid attempt)
    {
        lock (gate)
        {
            waiting.Remove(attempt);
            through.Add(attempt);
        }
    }

    public bool IsThrough(Guid attempt)
    {
        lock (gate) return through.Contains(attempt);
    }

    /// <summary>One that waits has not run, and never will.</summary>
    public void Cancel(Guid attempt)
    {
        lock (gate)
        {
            if (IsWaiting(attempt)) cancelled.Add(attempt);
        }
    }

    public void Open()
    {
        lock (gate)
        {
            isOpen = true;
            waiting.Clear();
        }
    }

    /// <summary>What the client sees of a report: nothing of what its place does meanwhile with an attempt that waits.</summary>
    public AttemptReport Seen(AttemptReport report)
    {
        lock (gate)
        {
            if (cancelled.Contains(report.Attempt)) return Says(report.Attempt, AttemptStatus.Cancelled);
            return IsWaiting(report.Attempt) ? Says(report.Attempt, AttemptStatus.Waiting) : report;
        }
    }

    private bool IsWaiting(Guid attempt) => waiting.TryGetValue(attempt, out var end) && time.GetUtcNow() < end;

    private DateTimeOffset End(TimeSpan span) =>
        span == Timeout.InfiniteTimeSpan ? DateTimeOffset.MaxValue : time.GetUtcNow() + span;

    private static AttemptReport Says(Guid attempt, AttemptStatus status) => new(attempt, status, status.ToString());
}
