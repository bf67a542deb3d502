using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Coupler.Tests;

/// <summary>The rules of style that a program can check, over the sources. A failure lists where each is broken.</summary>
public sealed partial class HouseTests
{
    private const int LongestLine = 130;
    private const int LongestFile = 400;
    private const int LongestMethod = 40;
    private const int MedianFile = 60;
    private const int DeepestNesting = 3;

    private static readonly HashSet<string> EmptyWords =
    [
        "Helper", "Helpers", "Util", "Utils", "Utility", "Utilities", "Manager", "Managers", "Service", "Services",
        "Impl", "Base", "Common",
    ];

    /// <summary>What only a source generator makes of a partial type.</summary>
    private static readonly HashSet<string> GeneratorAttributes =
    [
        "GeneratedRegex", "LoggerMessage", "LibraryImport", "JsonSerializable", "JsonSourceGenerationOptions", "OptionsValidator",
    ];

    /// <summary>Where everything may be caught, and why: only at the edge of a process or of an item of a queue.</summary>
    private static readonly Dictionary<string, string> CatchAll = new()
    {
        ["src/Coupler.Cli/Program.cs"] = "the edge of the process: the exception becomes words and an exit code",
        ["src/Coupler.Local/LocalRun.cs"] = "the edge of one run: the exception becomes the attempt's failure",
        ["src/Coupler.Local/LocalWorkspace.cs"] = "the edge of a handler of an event: traced; it is no trouble of the run",
        ["src/Coupler.Local/Numerics/WorkerPool.cs"] = "the edge of a thread: the caller throws it on",
        ["src/Coupler/Jobs/JobRetention.cs"] = "the edge of a queue item: logged, and the store is asked again",
        ["src/Coupler/Jobs/JobRunner.cs"] = "the edge of a queue item: logged, and the store is asked again",
        ["src/Coupler/Jobs/JobScheduler.cs"] = "the edge of a queue item: logged, and the job stays due",
        ["src/Coupler/Jobs/SqliteWriter.cs"] = "the edge of a queue item: who asked for the write is told",
    };

    private static readonly string[] NamespacedFolders = ["src/", "tests/", "benchmarks/"];

    /// <summary>A class that extends IServiceCollection is named by it: that word is .NET's.</summary>
    [Fact]
    public void A_name_says_what_the_type_is() => Findings.AssertNone(
        from file in SourceFile.All
        from type in file.Nodes<BaseTypeDeclarationSyntax>()
        from word in CamelWord().Matches(type.Identifier.Text.Replace("ServiceCollection", "")).Select(match => match.Value)
        where EmptyWords.Contains(word)
        select $"{file.At(type.Identifier)} {type.Identifier.Text}: '{word}' says nothing");

    /// <summary>Extension methods of an enum may stand beside it.</summary>
    [Fact]
    public void A_file_has_one_public_type() => Findings.AssertNone(
        from file in SourceFile.All
        let types = TopLevelTypes(file).Where(IsPublic).Select(TypeName).Distinct().ToList()
        where types.Except([.. types.Select(type => $"{type}Extensions")]).Count() > 1
        select $"{file.Path}:1 {string.Join(", ", types)}");

    /// <summary>A sample is named by what it shows.</summary>
    [Fact]
    public void A_file_is_named_as_its_type() => Findings.AssertNone(
        from file in SourceFile.All
        let types = TopLevelTypes(file).ToList()
        where types.Count > 0 && !file.Nodes<GlobalStatementSyntax>().Any()
        where !file.Path.StartsWith("samples/", StringComparison.Ordinal)
        let named = types.Any(IsPublic) ? types.Where(IsPublic) : types
        where named.All(type => TypeName(type) != file.Name)
        select $"{file.Path}:1 has {string.Join(", ", named.Select(TypeName))}");

    /// <summary>What extends .NET's own builders stands where its users already look.</summary>
    [Fact]
    public void A_namespace_is_the_folder() => Findings.AssertNone(
        from file in SourceFile.All
        where NamespacedFolders.Any(folder => file.Path.StartsWith(folder, StringComparison.Ordinal))
        let expected = string.Join('.', file.Path.Split('/')[1..^1])
        from space in file.Nodes<BaseNamespaceDeclarationSyntax>()
        where space.Name.ToString() != expected && !ExtendsBuilder().IsMatch(file.Name)
        select $"{file.At(space)} {space.Name} is not {expected}");

    [Fact]
    public void A_line_is_at_most_130_characters_long() => Findings.AssertNone(
        from file in SourceFile.All
        from line in file.Text.Split('\n').Select((text, index) => (Length: text.TrimEnd('\r').Length, Number: index + 1))
        where line.Length > LongestLine
        select $"{file.Path}:{line.Number} {line.Length} characters");

    [Fact]
    public void A_file_is_at_most_400_lines_long() => Findings.AssertNone(
        from file in SourceFile.All where file.LineCount > LongestFile select $"{file.Path}:1 {file.LineCount} lines");

    [Fact]
    public void Half_of_the_shipped_files_have_at_most_60_lines()
    {
        var lengths = SourceFile.Shipped.Select(file => file.LineCount).Order().ToList();
        Assert.InRange(lengths[lengths.Count / 2], 1, MedianFile);
    }

    [Fact]
    public void A_method_is_at_most_40_lines_long() => Findings.AssertNone(
        from file in SourceFile.All
        from method in file.Nodes<SyntaxNode>()
        where method is BaseMethodDeclarationSyntax or LocalFunctionStatementSyntax
        let lines = LinesOf(method)
        where lines > LongestMethod
        select $"{file.At(method)} {lines} lines");

    [Fact]
    public void Statements_nest_at_most_3_deep() => Findings.AssertNone(
        from file in SourceFile.All
        from statement in file.Nodes<StatementSyntax>()
        where IsLevel(statement) && statement.AncestorsAndSelf().Count(IsLevel) > DeepestNesting
        select $"{file.At(statement)} {statement.AncestorsAndSelf().Count(IsLevel)} levels");

    [Fact]
    public void There_are_no_regions() => Findings.AssertNone(
        from file in SourceFile.All
        from trivia in file.Root.DescendantTrivia()
        where trivia.IsKind(SyntaxKind.RegionDirectiveTrivia)
        select file.At(trivia.GetLocation()));

    [Fact]
    public void No_code_is_commented_out() => Findings.AssertNone(
        from file in SourceFile.All
        from trivia in file.Root.DescendantTrivia()
        where trivia.IsKind(SyntaxKind.SingleLineCommentTrivia) && EndOfCode().IsMatch(trivia.ToString())
        select $"{file.At(trivia.GetLocation())} {trivia}");

    [Fact]
    public void No_default_case_does_nothing() => Findings.AssertNone(
        from file in SourceFile.All
        from section in file.Nodes<SwitchSectionSyntax>()
        where section.Labels.Any(label => label is DefaultSwitchLabelSyntax) && section.Statements is [BreakStatementSyntax]
        select file.At(section));

    [Fact]
    public void A_partial_type_is_one_file_and_its_generators() => Findings.AssertNone(
        from file in SourceFile.All
        from type in file.Nodes<TypeDeclarationSyntax>()
        where type.Modifiers.Any(SyntaxKind.PartialKeyword)
        where !type.DescendantNodes().OfType<AttributeSyntax>().Any(attribute => GeneratorAttributes.Contains(NameOf(attribute)))
        select $"{file.At(type.Identifier)} {type.Identifier.Text}");

    [Fact]
    public void An_interface_has_two_implementations_that_ship()
    {
        var derived = SourceFile.Shipped.SelectMany(file => file.Nodes<TypeDeclarationSyntax>())
            .Where(type => type is not InterfaceDeclarationSyntax && type.BaseList is not null)
            .SelectMany(type => type.BaseList!.Types.Select(name => SimpleName(name.Type)))
            .CountBy(name => name).ToDictionary();
        Findings.AssertNone(
            from file in SourceFile.Shipped
            from type in file.Nodes<InterfaceDeclarationSyntax>()
            let count = derived.GetValueOrDefault(type.Identifier.Text)
            where count < 2
            select $"{file.At(type.Identifier)} {type.Identifier.Text} has {count}");
    }

    [Fact]
    public void Everything_is_caught_only_at_an_edge() => Findings.AssertNone(
        from file in SourceFile.Shipped
        from clause in file.Nodes<CatchClauseSyntax>()
        where clause.Filter is null && (clause.Declaration is null || SimpleName(clause.Declaration.Type) == "Exception")
        where clause.Block.Statements.LastOrDefault() is not ThrowStatementSyntax { Expression: null }
        where !CatchAll.ContainsKey(file.Path)
        select $"{file.At(clause)} name the exceptions, filter with when, or say in HouseTests.CatchAll why this is an edge");

    [Fact]
    public void A_task_comes_from_a_method_that_ends_in_Async_and_takes_its_token_last() => Findings.AssertNone(
        from file in SourceFile.Shipped
        from method in file.Nodes<MethodDeclarationSyntax>()
        where SimpleName(method.ReturnType) is "Task" or "ValueTask" or "IAsyncEnumerable" && method.Identifier.Text != "Main"
        where !IsTest(method)
        let types = method.ParameterList.Parameters.Select(parameter => SimpleName(parameter.Type!))
        let name = method.Identifier.Text
        where !name.EndsWith("Async", StringComparison.Ordinal) || types.SkipLast(1).Contains("CancellationToken")
        select $"{file.At(method.Identifier)} {name}");

    [Fact]
    public void A_record_is_immutable() => Findings.AssertNone(
        from file in SourceFile.Shipped
        from record in file.Nodes<RecordDeclarationSyntax>()
        from member in record.Members.Concat<SyntaxNode>(record.ParameterList?.Parameters ?? [])
        where member is PropertyDeclarationSyntax { Type: var type } ? IsMutable(type) || HasSetter(member)
            : member is ParameterSyntax { Type: { } kind } && IsMutable(kind)
        select $"{file.At(member)} {member}");

    [Fact]
    public void Documentation_says_more_than_that_there_is_a_property() => Findings.AssertNone(
        from file in SourceFile.All
        from line in file.Text.Split('\n').Select((text, index) => (Text: text, Number: index + 1))
        where line.Text.Contains("/// <summary>" + "Gets", StringComparison.Ordinal)
        select $"{file.Path}:{line.Number} {line.Text.Trim()}");

    [Fact]
    public void The_name_of_a_test_is_a_sentence() => Findings.AssertNone(
        from file in SourceFile.All
        from method in file.Nodes<MethodDeclarationSyntax>()
        where IsTest(method)
        where !Sentence().IsMatch(method.Identifier.Text)
        select $"{file.At(method.Identifier)} {method.Identifier.Text}");

    private static IEnumerable<MemberDeclarationSyntax> TopLevelTypes(SourceFile file) =>
        from member in file.Nodes<MemberDeclarationSyntax>()
        where member is BaseTypeDeclarationSyntax or DelegateDeclarationSyntax
        where member.Parent is BaseNamespaceDeclarationSyntax or CompilationUnitSyntax
        select member;

    private static bool IsPublic(MemberDeclarationSyntax type) => type.Modifiers.Any(SyntaxKind.PublicKeyword);

    private static string TypeName(MemberDeclarationSyntax type) =>
        type is DelegateDeclarationSyntax named ? named.Identifier.Text : ((BaseTypeDeclarationSyntax)type).Identifier.Text;

    /// <summary>From the line of the name to that of the last brace.</summary>
    private static int LinesOf(SyntaxNode method)
    {
        var first = method.ChildNodesAndTokens().First(child => child.AsNode() is not AttributeListSyntax).GetLocation()!;
        return method.GetLocation().GetLineSpan().EndLinePosition.Line - first.GetLineSpan().StartLinePosition.Line + 1;
    }

    /// <summary>Statements that open a level; an else-if stands on the level of its if.</summary>
    private static bool IsLevel(SyntaxNode node) => node switch
    {
        IfStatementSyntax { Parent: ElseClauseSyntax } => false,
        IfStatementSyntax or SwitchStatementSyntax or TryStatementSyntax or LockStatementSyntax or UsingStatementSyntax => true,
        ForStatementSyntax or CommonForEachStatementSyntax or WhileStatementSyntax or DoStatementSyntax => true,
        _ => false,
    };

    private static bool HasSetter(SyntaxNode property) =>
        property.DescendantNodes().Any(node => node.IsKind(SyntaxKind.SetAccessorDeclaration));

    private static bool IsMutable(TypeSyntax type) => type switch
    {
        ArrayTypeSyntax => true,
        NullableTypeSyntax nullable => IsMutable(nullable.ElementType),
        _ => SimpleName(type) is "List" or "Dictionary" or "HashSet" or "IList" or "IDictionary" or "ICollection",
    };

    private static string SimpleName(TypeSyntax type) => type switch
    {
        QualifiedNameSyntax qualified => SimpleName(qualified.Right),
        SimpleNameSyntax simple => simple.Identifier.Text,
        _ => type.ToString(),
    };

    private static bool IsTest(MethodDeclarationSyntax method) =>
        method.AttributeLists.SelectMany(list => list.Attributes).Any(attribute => NameOf(attribute) is "Fact" or "Theory");

    private static string NameOf(AttributeSyntax attribute) => SimpleName(attribute.Name);

    [GeneratedRegex("(ServiceCollection|HealthChecksBuilder)Extensions$")]
    private static partial Regex ExtendsBuilder();

    [GeneratedRegex("[A-Z][a-z0-9]*")]
    private static partial Regex CamelWord();

    [GeneratedRegex(@"[;{}]\s*$")]
    private static partial Regex EndOfCode();

    [GeneratedRegex("^[A-Z][A-Za-z0-9]*(_[A-Za-z0-9]+){2,}$")]
    private static partial Regex Sentence();
}
