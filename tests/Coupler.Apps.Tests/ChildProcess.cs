using System.Diagnostics;
using System.Text;

namespace Coupler.Apps.Tests;

/// <summary>A program that was started and whose output is being read.</summary>
internal sealed class ChildProcess : IDisposable
{
    private readonly Process process;
    private readonly Task<string> output;
    private readonly StringBuilder error = new();

    private ChildProcess(ProcessStartInfo start)
    {
        process = Process.Start(start)!;
        output = process.StandardOutput.ReadToEndAsync();
    }

    /// <summary>Starts <c>./coupler</c> of this checkout, output redirected.</summary>
    public static ChildProcess StartCoupler(params ReadOnlySpan<string> arguments) =>
        Start(Repository.PathOf("coupler"), Repository.Root, arguments);

    public static ChildProcess Start(string program, string folder, params ReadOnlySpan<string> arguments)
    {
        var start = new ProcessStartInfo(program, arguments.ToArray())
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };

        // What the test's own build has set must not reach a build that a test starts.
        foreach (var name in start.Environment.Keys.ToList())
        {
            if (name.StartsWith("MSBuild", StringComparison.OrdinalIgnoreCase)) start.Environment.Remove(name);
        }

        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["DOTNET_NOLOGO"] = "1";
        return new ChildProcess(start);
    }

    /// <summary>Runs <c>./coupler</c> to its end.</summary>
    public static async Task<ProcessOutcome> RunCouplerAsync(params string[] arguments)
    {
        using var child = StartCoupler(arguments);
        return await child.EndAsync();
    }

    /// <summary>Reads the standard error up to the first line that holds the text.</summary>
    public async Task WaitForErrorLineAsync(string text)
    {
        while (await process.StandardError.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
        {
            error.AppendLine(line);
            if (line.Contains(text, StringComparison.Ordinal)) return;
        }

        Assert.Fail($"The program ended without the line '{text}' on its standard error, which was:\n{error}");
    }

    public void Type(string text) => process.StandardInput.Write(text);

    public void SendInterrupt() => Signals.SendInterrupt(process);

    public async Task<ProcessOutcome> EndAsync()
    {
        process.StandardInput.Close();
        error.Append(await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken));
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return new ProcessOutcome(process.ExitCode, await output, error.ToString());
    }

    public void Dispose()
    {
        if (!process.HasExited) process.Kill(entireProcessTree: true);
        process.Dispose();
    }
}
