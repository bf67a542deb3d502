using System.Reflection;

namespace Coupler.Jobs;

/// <summary>What is kept beside a job's record, by its names: input, encoded payloads, raw results.</summary>
internal sealed class JobContents(JobStore store, WorkspaceDirectory workspaces)
{
    private static readonly string Version = typeof(JobContents).Assembly
        .GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "";

    /// <summary>The encoded input of an attempt, to be written with the record.</summary>
    public static JobContent PayloadOf(Attempt attempt, Payload payload) => new(PayloadName(attempt), payload);

    /// <summary>The raw result of the present attempt, to be written with the record.</summary>
    public static JobContent ResultOf(JobRecord job, Payload raw) => new(ResultName(job), raw);

    /// <exception cref="FormatException">It is not in the store, or in a format that this version does not read.</exception>
    public async ValueTask<Workload> ReadInputAsync(JobRecord job, CancellationToken cancellationToken)
    {
        var input = job.Input ?? await ReadAsync(job, JobStore.InputName, cancellationToken).ConfigureAwait(false)
            ?? throw new FormatException($"The input of job {job.Id} is not in the store.");
        return Workload.FromPayload(input);
    }

    /// <summary>What the job's step starts from.</summary>
    /// <exception cref="FormatException">It is not in the store.</exception>
    public async ValueTask<Payload> ReadStepInputAsync(JobRecord job, CancellationToken cancellationToken) =>
        await ReadAsync(job, StepRegistration.InputName, cancellationToken).ConfigureAwait(false)
            ?? throw new FormatException($"The input of step '{job.Step}' of job {job.Id} is not in the store.");

    /// <summary>The attempt as it is handed over.</summary>
    /// <exception cref="FormatException">Its encoded input is not in the store.</exception>
    public async ValueTask<Submission> ReadSubmissionAsync(JobRecord job, CancellationToken cancellationToken)
    {
        var payload = await ReadAsync(job, PayloadName(job.Attempt), cancellationToken).ConfigureAwait(false)
            ?? throw new FormatException($"The store lacks the encoded input of attempt {job.Attempt.Number} of job {job.Id}.");
        return new Submission(job.Attempt.Id, job.Attempt.Target, payload, job.OptionsHere);
    }

    /// <summary>The bytes as the target gave them.</summary>
    /// <exception cref="InvalidOperationException">They are not here.</exception>
    public async ValueTask<Payload> ReadRawResultAsync(JobRecord job, CancellationToken cancellationToken)
    {
        var raw = job.Attempts.IsEmpty
            ? null
            : await ReadAsync(job, ResultName(job), cancellationToken).ConfigureAwait(false);
        return raw ?? throw new InvalidOperationException($"Job {job.Id} has no result: its phase is {job.Phase}.");
    }

    /// <summary>The typed result of a job whose raw result was fetched.</summary>
    /// <exception cref="FormatException">The bytes do not follow their format, or those of the workload.</exception>
    public async ValueTask<JobResult> DecodeAsync(JobRecord job, CancellationToken cancellationToken)
    {
        var workload = await ReadInputAsync(job, cancellationToken).ConfigureAwait(false);
        var raw = await ReadRawResultAsync(job, cancellationToken).ConfigureAwait(false);
        var attempt = job.Attempt;
        var provenance = new Provenance(
            job.Id, attempt.Id, job.Workspace, attempt.Target, attempt.IsSimulated, job.Options.Seed, Version);
        return workload is RawWorkload
            ? new RawResult(raw) { Provenance = provenance }
            : workspaces[job.Workspace].Decode(workload, raw, job.OptionsHere, provenance);
    }

    private ValueTask<Payload?> ReadAsync(JobRecord job, string name, CancellationToken cancellationToken) =>
        job.Unwritten.FirstOrDefault(content => content.Name == name) is { } content
            ? new(content.Payload)
            : store.ReadAsync(job.Id, name, cancellationToken);

    private static string PayloadName(Attempt attempt) => $"payload/{attempt.Number}";

    /// <summary>Each is written once: what was fetched again has a name of its own.</summary>
    private static string ResultName(JobRecord job) =>
        job.Unreadable == 0 ? $"result/{job.Attempt.Number}" : $"result/{job.Attempt.Number}/{job.Unreadable + 1}";
}
