using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Coupler.Tests;

/// <summary>A C# file of the repository, parsed.</summary>
/// <param name="Path">From the root, with forward slashes.</param>
internal sealed record SourceFile(string Path, string Text, CompilationUnitSyntax Root)
{
    private static readonly string[] Folders = ["src", "tests", "benchmarks", "samples"];

    /// <summary>Every file that people wrote.</summary>
    public static IReadOnlyList<SourceFile> All { get; } = [.. Folders
        .Select(folder => System.IO.Path.Combine(RepositoryRoot.Path, folder))
        .Where(Directory.Exists)
        .SelectMany(folder => Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories))
        .Where(path => !IsBuilt(path))
        .Order(StringComparer.Ordinal)
        .Select(Read)];

    /// <summary>What ships: everything below src.</summary>
    public static IEnumerable<SourceFile> Shipped => All.Where(file => file.Path.StartsWith("src/", StringComparison.Ordinal));

    public string Name => System.IO.Path.GetFileNameWithoutExtension(Path);

    public int LineCount => Text.AsSpan().TrimEnd().Count('\n') + 1;

    public IEnumerable<T> Nodes<T>()
        where T : SyntaxNode => Root.DescendantNodes().OfType<T>();

    /// <summary>Where something stands, in the form that editors and terminals make a link of.</summary>
    public string At(SyntaxNodeOrToken place) => $"{Path}:{place.GetLocation()!.GetLineSpan().StartLinePosition.Line + 1}";

    public string At(Location place) => $"{Path}:{place.GetLineSpan().StartLinePosition.Line + 1}";

    private static bool IsBuilt(string path) =>
        path.Split(System.IO.Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj" or "artifacts");

    private static SourceFile Read(string path)
    {
        var text = File.ReadAllText(path);
        var relative = System.IO.Path.GetRelativePath(RepositoryRoot.Path, path).Replace('\\', '/');
        return new(relative, text, CSharpSyntaxTree.ParseText(text).GetCompilationUnitRoot());
    }
}
