using System.Collections.Immutable;

namespace Coupler.Jobs;

/// <summary>
/// The jobs that this process has claimed: somebody is at work on each, or it waits until it is due. Thread-safe.
/// </summary>
internal sealed class HeldJobs
{
    /// <summary>When one job is due, another that is nearly due goes along: this part of its delay may be left.</summary>
    private const double Early = 1.0 / 16;

    private readonly Lock gate = new();
    private readonly Dictionary<Guid, HeldJob> jobs = [];
    private readonly Dictionary<Guid, Guid> jobOfAttempt = [];
    private readonly PriorityQueue<Wait, DateTimeOffset> waits = new();

    /// <summary>Begins to work on a job that was just claimed. If somebody is at it already, he has news.</summary>
    public bool TryBegin(JobRecord job)
    {
        lock (gate)
        {
            if (jobs.TryGetValue(job.Id, out var held))
            {
                held.HasNews = true;
                return false;
            }

            jobs.Add(job.Id, new HeldJob { Record = job });
            return true;
        }
    }

    /// <summary>The record from which the next step starts; from here on the place may tell of its attempt.</summary>
    public void Work(JobRecord job)
    {
        lock (gate)
        {
            jobs[job.Id].Record = job;
            if (!job.Attempts.IsEmpty) jobOfAttempt[job.Attempt.Id] = job.Id;
        }
    }

    /// <summary>Puts a job aside until it is due.</summary>
    /// <returns>False if there are news of it: then there is something to do at once.</returns>
    public bool TryWait(JobRecord job, DateTimeOffset now)
    {
        lock (gate)
        {
            var held = jobs[job.Id];
            held.Record = job with { Input = null };
            if (held.HasNews)
            {
                held.HasNews = false;
                return false;
            }

            var due = job.Due!.Value;
            Enqueue(held, due, earliest: due - (Early * (due - now)));
            return true;
        }
    }

    /// <summary>Puts a job aside that could not be written. It has news: nobody knows what the store has.</summary>
    public void WaitForStore(JobRecord job)
    {
        lock (gate)
        {
            if (!jobs.TryGetValue(job.Id, out var held)) return;
            held.Record = job;
            held.HasNews = true;
            Enqueue(held, job.Due!.Value, earliest: job.Due.Value);
        }
    }

    /// <summary>Whether there are news of a job that the caller works on. They are his affair from now on.</summary>
    public bool TakeNews(Guid job)
    {
        lock (gate)
        {
            var held = jobs[job];
            (var hadNews, held.HasNews) = (held.HasNews, false);
            return hadNews;
        }
    }

    /// <summary>Somebody has news of the job. One that waits is to be worked on from now on, by the caller.</summary>
    public HeldState Wake(Guid job)
    {
        lock (gate)
        {
            if (!jobs.TryGetValue(job, out var held)) return HeldState.Elsewhere;
            if (held.Wait is null)
            {
                held.HasNews = true;
                return HeldState.AtWork;
            }

            held.Wait = null;
            return HeldState.Waiting;
        }
    }

    /// <summary>The jobs that are due, to be worked on from now on, by the caller.</summary>
    public ImmutableArray<JobRecord> TakeDue(DateTimeOffset now)
    {
        lock (gate)
        {
            var due = ImmutableArray.CreateBuilder<JobRecord>();
            while (waits.TryPeek(out var wait, out var moment))
            {
                var isOver = wait.Job.Wait != wait;
                if (!isOver && moment > now && (due.Count == 0 || wait.Earliest > now)) break;
                waits.Dequeue();
                if (isOver) continue;
                wait.Job.Wait = null;
                due.Add(wait.Job.Record);
            }

            return due.DrainToImmutable();
        }
    }

    /// <summary>When the next one is due.</summary>
    public DateTimeOffset NextDue
    {
        get
        {
            lock (gate) return waits.TryPeek(out _, out var moment) ? moment : DateTimeOffset.MaxValue;
        }
    }

    /// <summary>The job is not this process's any more.</summary>
    /// <returns>Whether there were news of it that nobody took.</returns>
    public bool End(Guid job)
    {
        lock (gate)
        {
            if (!jobs.Remove(job, out var held)) return false;
            foreach (var attempt in held.Record.Attempts) jobOfAttempt.Remove(attempt.Id);
            return held.HasNews;
        }
    }

    /// <summary>The claims are gone: those that wait are not this process's any more; those at work will notice.</summary>
    public ImmutableArray<Guid> EndWaiting()
    {
        lock (gate)
        {
            ImmutableArray<Guid> waiting = [.. jobs.Where(job => job.Value.Wait is not null).Select(job => job.Key)];
            foreach (var job in waiting) End(job);
            waits.Clear();
            return waiting;
        }
    }

    /// <summary>How many jobs of each workspace wait, and how many are worked on.</summary>
    public ImmutableArray<HeldCount> Count()
    {
        lock (gate)
        {
            return [.. jobs.Values
                .CountBy(job => (job.Record.Workspace, IsWaiting: job.Wait is not null))
                .Select(count => new HeldCount(count.Key.Workspace, count.Key.IsWaiting, count.Value))];
        }
    }

    public JobRecord? Find(Guid job)
    {
        lock (gate) return jobs.GetValueOrDefault(job)?.Record;
    }

    public Guid? JobOf(Guid attempt)
    {
        lock (gate) return jobOfAttempt.TryGetValue(attempt, out var job) ? job : null;
    }

    private void Enqueue(HeldJob held, DateTimeOffset due, DateTimeOffset earliest)
    {
        held.Wait = new Wait(held, earliest);
        waits.Enqueue(held.Wait, due);
    }

    private sealed class HeldJob
    {
        public required JobRecord Record { get; set; }

        /// <summary>Null while somebody is at work.</summary>
        public Wait? Wait { get; set; }

        public bool HasNews { get; set; }
    }

    private sealed class Wait(HeldJob job, DateTimeOffset earliest)
    {
        public HeldJob Job => job;

        public DateTimeOffset Earliest => earliest;
    }
}
