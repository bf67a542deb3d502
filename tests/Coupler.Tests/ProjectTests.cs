using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Coupler.Tests;

/// <summary>What projects may know of each other, and what no file of the repository may say.</summary>
public sealed partial class ProjectTests
{
    /// <summary>Dependencies point one way: the libraries beside Coupler know it and never each other.</summary>
    private static readonly Dictionary<string, string[]> MayKnow = new()
    {
        ["Coupler"] = [],
        ["Coupler.Local"] = ["Coupler"],
        ["Coupler.Azure"] = ["Coupler"],
        ["Coupler.Testing"] = ["Coupler"],
        ["Coupler.Cli"] = ["Coupler", "Coupler.Local"],
    };

    /// <summary>Folders of Coupler.Local that more than one target reads, or that read other targets, and why.</summary>
    private static readonly Dictionary<string, string> SharedFolders = new()
    {
        ["Numerics"] = "what two kernels need",
        ["Spins"] = "problems as solvers work on them",
        ["Solvers"] = "what all solvers have in common",
        ["Optimiser"] = "searches small parts exhaustively",
        ["Auto"] = "picks one of the other targets",
    };

    private static readonly string[] TextFiles =
        [".cs", ".csproj", ".props", ".slnx", ".md", ".json", ".sh", ".cmd", ".yml", ".txt", ".editorconfig", ".gitignore"];

    private static readonly string[] SkippedFolders = [".git", "artifacts", "bin", "obj", "data"];

    [Fact]
    public void A_project_knows_only_what_the_picture_of_the_house_allows() => Findings.AssertNone(
        from path in Projects
        let project = Path.GetFileNameWithoutExtension(path)
        from reference in XDocument.Load(path).Descendants("ProjectReference")
        let known = Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value.Replace('\\', '/'))
        where !MayKnow.GetValueOrDefault(project, []).Contains(known)
        select $"{project} knows {known}; docs/architecture.md does not say that it may");

    [Fact]
    public void Every_project_has_its_place_in_the_picture_of_the_house() => Findings.AssertNone(
        Projects.Select(path => Path.GetFileNameWithoutExtension(path)).Except(MayKnow.Keys));

    [Fact]
    public void A_local_target_knows_no_other() => Findings.AssertNone(
        from file in SourceFile.Shipped
        let folders = file.Path.Split('/')
        where folders is ["src", "Coupler.Local", _, _, ..] && !SharedFolders.ContainsKey(folders[2])
        from name in LocalNamespace().Matches(file.Text).Select(match => match.Groups[1].Value).Distinct()
        where name != folders[2] && !SharedFolders.ContainsKey(name) && Directory.Exists(LocalFolder(name))
        select $"{file.Path}:1 knows Coupler.Local.{name}");

    [Fact]
    public void No_file_names_a_folder_of_somebody_s_machine() => Findings.AssertNone(
        from path in Files(RepositoryRoot.Path)
        from line in File.ReadLines(path).Select((text, index) => (Text: text, Number: index + 1))
        where PrivateFolder().IsMatch(line.Text)
        select $"{Path.GetRelativePath(RepositoryRoot.Path, path)}:{line.Number} {line.Text.Trim()}");

    private static IEnumerable<string> Projects =>
        Directory.EnumerateFiles(Path.Combine(RepositoryRoot.Path, "src"), "*.csproj", SearchOption.AllDirectories);

    private static IEnumerable<string> Files(string folder) =>
        Directory.EnumerateFiles(folder).Where(path => TextFiles.Contains(Path.GetExtension(path)))
            .Concat(Directory.EnumerateDirectories(folder)
                .Where(inner => !SkippedFolders.Contains(Path.GetFileName(inner)))
                .SelectMany(Files));

    private static string LocalFolder(string name) => Path.Combine(RepositoryRoot.Path, "src", "Coupler.Local", name);

    [GeneratedRegex(@"Coupler\.Local\.(\w+)")]
    private static partial Regex LocalNamespace();

    [GeneratedRegex(@"(?<![\w.)\]}/-])/(work|home|root|Users)/|[A-Z]:\\Users\\")]
    private static partial Regex PrivateFolder();
}
