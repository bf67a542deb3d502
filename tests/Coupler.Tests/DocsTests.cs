using System.Text.RegularExpressions;

namespace Coupler.Tests;

/// <summary>What the documents show is what the samples run, and what they link to is there.</summary>
public sealed partial class DocsTests
{
    private static readonly string Root = RepositoryRoot.Path;

    public static TheoryData<string> Documents => [.. Directory.EnumerateFiles(Root, "*.md")
        .Concat(Directory.EnumerateFiles(Path.Combine(Root, "docs"), "*.md", SearchOption.AllDirectories))
        .Concat(Directory.EnumerateFiles(Path.Combine(Root, "benchmarks"), "*.md", SearchOption.AllDirectories))
        .Select(path => Path.GetRelativePath(Root, path))];

    [Theory]
    [MemberData(nameof(Documents))]
    public void Every_csharp_block_is_a_piece_of_a_sample(string document)
    {
        var samples = Directory.EnumerateFiles(Path.Combine(Root, "samples"), "*.cs")
            .Select(path => Flat(File.ReadAllText(path)))
            .ToArray();
        var text = File.ReadAllText(Path.Combine(Root, document));

        foreach (var block in CSharpBlock().Matches(text).Select(match => match.Groups[1].Value))
        {
            Assert.True(
                samples.Any(sample => sample.Contains(Flat(block), StringComparison.Ordinal)),
                $"No sample holds this block of {document}:\n{block}");
        }
    }

    [Theory]
    [MemberData(nameof(Documents))]
    public void Every_relative_link_leads_somewhere(string document)
    {
        var folder = Path.GetDirectoryName(Path.Combine(Root, document))!;
        var text = File.ReadAllText(Path.Combine(Root, document));

        var broken = Link().Matches(text).Select(match => match.Groups[1].Value.Split('#')[0])
            .Where(link => link.Length > 0 && !link.Contains("://", StringComparison.Ordinal))
            .Where(link => !Path.Exists(Path.Combine(folder, link)));

        Assert.Empty(broken);
    }

    /// <summary>The lines without indentation, comments at their end and blank lines.</summary>
    private static string Flat(string code) => string.Join(
        '\n', code.Split('\n').Select(line => TrailingComment().Replace(line, "").Trim()).Where(line => line.Length > 0));

    [GeneratedRegex(@"^```csharp\n(.*?)^```", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex CSharpBlock();

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"\s*//.*$")]
    private static partial Regex TrailingComment();
}
