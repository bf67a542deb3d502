using System.Diagnostics;

namespace Coupler.Tests.StateVector;

/// <summary>
/// The runtime decides about instruction sets when it starts, so this starts the tests of the kernels again in processes of
/// their own.
/// </summary>
public class InstructionSetTests
{
    /// <summary>Set in the child, which must not start further ones.</summary>
    private const string ChildMark = "COUPLER_TESTS_CHILD";

    /// <summary>Whether this is such a process.</summary>
    public static bool IsChild => Environment.GetEnvironmentVariable(ChildMark) is not null;

    [Theory]
    [InlineData("DOTNET_EnableAVX2")]
    [InlineData("DOTNET_EnableHWIntrinsic")]
    public async Task The_kernels_pass_their_tests_without(string instructionSet)
    {
        Assert.SkipWhen(IsChild, "This is such a process already.");
        var program = Path.ChangeExtension(typeof(KernelTests).Assembly.Location, OperatingSystem.IsWindows() ? ".exe" : null);
        string[] arguments = ["-class", typeof(KernelTests).FullName!, "-class", typeof(LanesTests).FullName!];
        var start = new ProcessStartInfo(program, arguments)
        {
            Environment = { [instructionSet] = "0", [ChildMark] = instructionSet },
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var child = Process.Start(start)!;
        var output = child.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var errors = child.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await child.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(child.ExitCode == 0, await output + await errors);
    }
}
