namespace Coupler.Apps.Tests;

/// <summary><c>./coupler</c> itself: it builds when it must, and only then.</summary>
public sealed class LauncherTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task It_runs_from_another_folder_and_through_a_link()
    {
        var link = folder.PathOf("linked");
        File.CreateSymbolicLink(link, Repository.PathOf("coupler"));

        using var direct = ChildProcess.Start(Repository.PathOf("coupler"), folder.Path, "--version");
        using var linked = ChildProcess.Start(link, folder.Path, "--version");

        Assert.Equal((await direct.EndAsync()).Ended(0).Output, (await linked.EndAsync()).Ended(0).Output);
    }

    /// <summary>What bash says of the system can be said to it.</summary>
    [Fact]
    public async Task Where_there_are_no_GNU_tools_it_runs_in_another_way()
    {
        const string Elsewhere =
            """
            for tool in stat sha256sum mv; do echo 'exit 1' > $tool; chmod +x $tool; done
            PATH=$PWD:$PATH OSTYPE=darwin23 exec "$0" convert bell.qasm --to 3 --output third.qasm
            """;
        File.Copy(Repository.PathOf("samples/circuits/bell.qasm"), folder.PathOf("bell.qasm"));

        using var run = ChildProcess.Start("bash", folder.Path, "-c", Elsewhere, Repository.PathOf("coupler"));

        Assert.Empty((await run.EndAsync()).Ended(0).Output);
        Assert.StartsWith("OPENQASM 3", File.ReadAllText(folder.PathOf("third.qasm")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_that_start_at_once_in_a_fresh_copy_build_once_and_both_run_and_a_changed_source_is_built_again()
    {
        CopySources();
        using var first = ChildProcess.Start(folder.PathOf("coupler"), folder.Path, "targets");
        using var second = ChildProcess.Start(folder.PathOf("coupler"), folder.Path, "targets");
        var outcomes = await Task.WhenAll(first.EndAsync(), second.EndAsync());
        Assert.All(outcomes, outcome => Assert.Contains("local.exhaustive", outcome.Ended(0).Output, StringComparison.Ordinal));
        Assert.All(outcomes, outcome => Assert.Empty(outcome.Error));
        var built = Assert.Single(Versions());

        using var again = ChildProcess.Start(folder.PathOf("coupler"), folder.Path, "targets");
        (await again.EndAsync()).Ended(0);
        Assert.Equal(built, Assert.Single(Versions()));

        File.AppendAllText(folder.PathOf("src/Coupler.Cli/Program.cs"), "this does not compile");
        using var broken = ChildProcess.Start(folder.PathOf("coupler"), folder.Path, "targets");
        var failure = (await broken.EndAsync()).Ended(1);
        Assert.Empty(failure.Output);
        Assert.Contains("Program.cs", failure.Error, StringComparison.Ordinal);
        Assert.EndsWith("could not be built; the reason stands above.\n", failure.Error, StringComparison.Ordinal);
    }

    private IEnumerable<string> Versions() =>
        from path in Directory.GetDirectories(folder.PathOf("artifacts/cli"))
        where File.Exists(Path.Combine(path, "Coupler.Cli.dll"))
        select path;

    private void CopySources()
    {
        string[] files = ["coupler", "global.json", "Directory.Build.props", "Directory.Packages.props", ".editorconfig"];
        foreach (var name in files) File.Copy(Repository.PathOf(name), folder.PathOf(name));

        foreach (var tree in (string[])["src", "eng"])
        {
            foreach (var path in Directory.EnumerateFiles(Repository.PathOf(tree), "*", SearchOption.AllDirectories))
            {
                var copy = folder.PathOf(Path.GetRelativePath(Repository.Root, path));
                Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
                File.Copy(path, copy);
            }
        }
    }
}
