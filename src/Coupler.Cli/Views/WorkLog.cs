using System.Text.Json;

namespace Coupler.Cli.Views;

/// <summary>Tells what becomes of the jobs that a process carries on, and counts how they ended.</summary>
internal sealed class WorkLog
{
    private static readonly JobStatus[] Ends = [JobStatus.Succeeded, JobStatus.Failed, JobStatus.Cancelled, JobStatus.Parked];

    private readonly Dictionary<Guid, JobStatus> goingOn = [];
    private readonly Dictionary<JobStatus, int> ended = Ends.ToDictionary(status => status, _ => 0);

    /// <summary>How many ended, and how: <c>3 jobs ended: 2 succeeded, 1 failed</c>.</summary>
    public string Summary
    {
        get
        {
            var count = ended.Values.Sum();
            var kinds = ended.Where(end => end.Value > 0).Select(end => $"{end.Value:N0} {JsonOutput.Word(end.Key)}");
            return count == 0 ? "No job ended." : $"{count:N0} {(count == 1 ? "job" : "jobs")} ended: {string.Join(", ", kinds)}";
        }
    }

    /// <summary>Returns when the client is disposed of and the last change is told.</summary>
    public async Task ReadAsync(QuantumClient client)
    {
        try
        {
            await foreach (var job in client.WatchAllAsync()) Tell(job);
        }
        catch (ObjectDisposedException)
        {
            // The end of the client's work.
        }
    }

    public void WriteJson(Utf8JsonWriter json, StoreFile store)
    {
        json.WriteString("store", store.Path);
        foreach (var (status, count) in ended) json.WriteNumber(JsonOutput.Word(status), count);
    }

    /// <summary>A line when a job's status changes, not for its progress.</summary>
    private void Tell(JobSnapshot job)
    {
        if (goingOn.TryGetValue(job.Id, out var before) && before == job.Status) return;
        StandardError.WriteLine($"{job.Id}  {JobText.Line(job)}");
        if (ended.TryGetValue(job.Status, out var count))
        {
            ended[job.Status] = count + 1;
            goingOn.Remove(job.Id);
        }
        else
        {
            goingOn[job.Id] = job.Status;
        }
    }
}
