using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Coupler.Conformance;

/// <summary>A child process that runs one of the test programs.</summary>
internal static class DotnetProgram
{
    /// <summary>Where the build puts the outputs of all projects, one folder each.</summary>
    private static readonly string Outputs = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", ".."));

    /// <summary>
    /// The host that runs this process's runtime: <c>dotnet/shared/Microsoft.NETCore.App/10.0.x/</c> lies below it.
    /// </summary>
    private static readonly string Dotnet =
        Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", "dotnet"));

    public static Process Start(string project, params string[] arguments)
    {
        var configuration = Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory));
        var start = new ProcessStartInfo(Dotnet)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.ArgumentList.Add("exec");
        start.ArgumentList.Add(Path.Combine(Outputs, project, configuration, project + ".dll"));
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        return Process.Start(start)!;
    }
}
