using Coupler.Cli.Views;
using Coupler.Local;

namespace Coupler.Cli;

/// <summary>The file with the jobs.</summary>
/// <param name="IsDefault">Whether a command finds it without being told.</param>
internal sealed record StoreFile(string Path, bool IsDefault)
{
    /// <summary>Whether its folder may be made.</summary>
    public bool FolderIsOurs { get; init; }

    /// <summary>The only workspace of the command line.</summary>
    private const string Local = "local";

    /// <summary>A client that leaves jobs to others, but for those that it is told to watch or cancel.</summary>
    /// <exception cref="IOException">The file cannot be opened.</exception>
    /// <exception cref="FormatException">It is no database, or one of a later version.</exception>
    public QuantumClient Open(bool takesDueJobs = false)
    {
        if (FolderIsOurs) Directory.CreateDirectory(System.IO.Path.GetDirectoryName(Path)!);
        return new QuantumClient([new LocalWorkspace()], new CouplerOptions { Store = Path, TakesDueJobs = takesDueJobs });
    }

    /// <summary>For what only looks at jobs that are there: makes no file.</summary>
    /// <exception cref="IOException">There is no such file, or it cannot be opened.</exception>
    /// <exception cref="FormatException">It is no database, or one of a later version.</exception>
    public QuantumClient OpenExisting() => File.Exists(Path) || Directory.Exists(Path)
        ? Open()
        : throw new FileNotFoundException($"There is no store '{Path}'; 'coupler submit' makes one.");

    /// <exception cref="CommandException">There is no such job.</exception>
    public async Task<JobSnapshot> FindAsync(QuantumClient client, Guid job, CancellationToken cancellationToken)
    {
        try
        {
            return await client.GetJob(job).GetSnapshotAsync(cancellationToken);
        }
        catch (KeyNotFoundException)
        {
            throw new CommandException(new(
                FailureKind.UnknownJob, $"There is no job {job} in '{Path}'. To see what there is: {Command("jobs")}"));
        }
    }

    /// <summary>Says so if no command can carry the job on, since it is a program's.</summary>
    public static void TellWhoseItIs(JobSnapshot job)
    {
        if (job.Status.IsFinal || job.Status == JobStatus.Parked) return;
        var missing = job.Step is { } step ? $"step '{step}'" : job.Workspace != Local ? $"workspace '{job.Workspace}'" : null;
        if (missing is null) return;
        StandardError.WriteLine($"Job {job.Id} goes on only in a program that has the {JobText.Plain(missing)}.");
    }

    /// <summary>What to type for another verb over the same store.</summary>
    public string Command(string words) => IsDefault ? $"coupler {words}" : $"coupler {words} --store {ShellWord.Of(Path)}";

    /// <summary>Somebody stops waiting for a job, which goes on without him.</summary>
    public CommandException Left(JobSnapshot job) => new(new(
        FailureKind.Left,
        $"Job {job.Id} stays in '{Path}' and goes on when somebody has that open. To come back: {Command($"watch {job.Id}")}")
    {
        Job = job.Id,
        Target = job.Target,
        Status = job.Status,
    });
}
