using Coupler.Circuits;
using Coupler.Cli.Views;
using Coupler.Problems;

namespace Coupler.Cli;

/// <summary>What a command makes of a job that has ended, or has not.</summary>
internal static class JobEnd
{
    /// <param name="name">What was run: the file, or the job's name.</param>
    /// <param name="store">Null for a job in memory.</param>
    /// <param name="file">Where the problem was read; null if it was not, or a circuit was.</param>
    /// <exception cref="CommandException">
    /// The job goes on, is parked, or brought the result of neither a circuit nor a problem.
    /// </exception>
    /// <exception cref="JobFailedException">The job failed.</exception>
    /// <exception cref="JobCancelledException">The job was cancelled.</exception>
    public static async Task<RunOutcome> OutcomeAsync(
        Job job, JobSnapshot last, string name, StoreFile? store, ProblemFile? file, CancellationToken cancellationToken)
    {
        if (last.Status == JobStatus.Parked) throw Parked(last, store);
        if (!last.Status.IsFinal) throw Unfinished(last, store);
        var result = await job.ResultAsync(cancellationToken);
        return result switch
        {
            CircuitResult circuit => new CircuitOutcome(name, circuit, last.Elapsed),
            ProblemResult found => new ProblemOutcome(
                name, (Problem)await job.WorkloadAsync(cancellationToken), found, last.Elapsed, file),
            _ => throw Of(
                FailureKind.Usage,
                last,
                $"Job {job.Id} brought a {result.GetType().Name}; only results of circuits and problems are shown. "
                    + "--raw FILE writes it."),
        };
    }

    /// <summary>For a command that watches a job to its end.</summary>
    public static ExitCode CodeOf(JobStatus status) => status switch
    {
        JobStatus.Succeeded => ExitCode.Success,
        JobStatus.Failed => ExitCode.Failed,
        JobStatus.Cancelled => ExitCode.Cancelled,
        JobStatus.Parked => ExitCode.Parked,
        _ => ExitCode.Unfinished,
    };

    private static CommandException Parked(JobSnapshot job, StoreFile? store)
    {
        var advice = store is null ? "" : $" Nothing is lost; to take it up again: {store.Command($"complete {job.Id}")}";
        var reason = job.Failure?.Message ?? "it waits for a person";
        return Of(FailureKind.Parked, job, $"Job {job.Id} is parked: {Sentence(reason)}{advice}");
    }

    private static string Sentence(string text) => text.EndsWith('.') ? text : text + ".";

    private static CommandException Unfinished(JobSnapshot job, StoreFile? store) => Of(
        FailureKind.Unfinished,
        job,
        $"Job {job.Id} has not ended ({JobText.Activity(job)}). To wait for it: {store?.Command($"results {job.Id} --wait")}");

    private static CommandException Of(FailureKind kind, JobSnapshot job, string message) => new(new(kind, message)
    {
        Job = job.Id,
        Target = job.Target,
        Status = job.Status,
    });
}
