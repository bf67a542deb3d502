namespace Coupler.Apps.Tests.Cli;

/// <summary>A store in a folder of its own, and the command line over it.</summary>
internal sealed class StoreOnDisk : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public string Path => folder.PathOf("jobs.db");

    public string Write(string name, string text) => folder.Write(name, text);

    public string PathOf(string name) => folder.PathOf(name);

    public Task<ProcessOutcome> RunAsync(params string[] arguments) =>
        ChildProcess.RunCouplerAsync([.. arguments, "--store", Path]);

    public ChildProcess Start(params ReadOnlySpan<string> arguments) =>
        ChildProcess.StartCoupler([.. arguments, "--store", Path]);

    public PseudoTerminal OnTerminal(params ReadOnlySpan<string> arguments) => new([.. arguments, "--store", Path]);

    /// <summary>Submits a file and returns the job's id.</summary>
    public async Task<string> SubmitAsync(string file, params string[] options) =>
        (await RunAsync(["submit", file, .. options])).Ended(0).Output.TrimEnd('\n');

    public async Task<string> StatusAsync(string job) =>
        (await RunAsync("status", job, "--format", "json")).Ended(0).Json.GetProperty("status").GetString()!;

    public void Dispose() => folder.Dispose();
}
