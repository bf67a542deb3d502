using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Coupler.Tests;

/// <summary>
/// What the libraries show, as text in the folder PublicApi. A change of it is a decision: the test writes the new text beside
/// the accepted one, and says how to accept it.
/// </summary>
public sealed class PublicApiTests
{
    private static readonly SymbolDisplayFormat Format = new(
        typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameAndContainingTypes,
        genericsOptions: SymbolDisplayGenericsOptions.IncludeTypeParameters | SymbolDisplayGenericsOptions.IncludeTypeConstraints,
        memberOptions: SymbolDisplayMemberOptions.IncludeType | SymbolDisplayMemberOptions.IncludeModifiers
            | SymbolDisplayMemberOptions.IncludeParameters | SymbolDisplayMemberOptions.IncludeConstantValue
            | SymbolDisplayMemberOptions.IncludeRef | SymbolDisplayMemberOptions.IncludeAccessibility,
        delegateStyle: SymbolDisplayDelegateStyle.NameAndSignature,
        parameterOptions: SymbolDisplayParameterOptions.IncludeType | SymbolDisplayParameterOptions.IncludeName
            | SymbolDisplayParameterOptions.IncludeDefaultValue | SymbolDisplayParameterOptions.IncludeModifiers
            | SymbolDisplayParameterOptions.IncludeExtensionThis,
        propertyStyle: SymbolDisplayPropertyStyle.ShowReadWriteDescriptor,
        kindOptions: SymbolDisplayKindOptions.IncludeTypeKeyword | SymbolDisplayKindOptions.IncludeMemberKeyword,
        miscellaneousOptions: SymbolDisplayMiscellaneousOptions.UseSpecialTypes
            | SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier);

    public static TheoryData<string> Libraries => ["Coupler", "Coupler.Azure", "Coupler.Local", "Coupler.Testing"];

    [Theory]
    [MemberData(nameof(Libraries))]
    public void What_a_library_shows_is_what_was_accepted(string library)
    {
        var accepted = Path.Combine(RepositoryRoot.Path, "tests", "Coupler.Tests", "PublicApi", $"{library}.txt");
        var received = Path.ChangeExtension(accepted, ".received.txt");
        var before = File.Exists(accepted) ? File.ReadAllLines(accepted) : [];
        var now = Describe(library);
        File.Delete(received);
        if (now.SequenceEqual(before)) return;

        File.WriteAllLines(received, now);
        var lost = before.Except(now).Select(line => $"- {line.Trim()}");
        var gained = now.Except(before).Select(line => $"+ {line.Trim()}");
        var message = $"{library} shows something else. To accept it: mv {received} {accepted}";
        Assert.Fail(string.Join(Environment.NewLine, [message, .. lost, .. gained]));
    }

    private static string[] Describe(string library)
    {
        // The assemblies of the runtime and those beside the tests: what a compiler of a program would see.
        var paths = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator);
        var references = paths.Select(path => MetadataReference.CreateFromFile(path));
        var compilation = CSharpCompilation.Create("user", references: references);
        var assembly = compilation.SourceModule.ReferencedAssemblySymbols.Single(symbol => symbol.Name == library);
        return
        [
            .. from space in Namespaces(assembly.GlobalNamespace)
               let types = InOrder(Types(space).Where(IsVisible)).ToList()
               where types.Count > 0
               from line in types.SelectMany(Lines).Prepend($"namespace {space.ToDisplayString()}")
               select line,
        ];
    }

    private static IEnumerable<INamespaceSymbol> Namespaces(INamespaceSymbol space) =>
        InOrder(space.GetNamespaceMembers()).SelectMany(Namespaces).Prepend(space);

    private static IEnumerable<INamedTypeSymbol> Types(INamespaceOrTypeSymbol container) =>
        container.GetTypeMembers().SelectMany(type => Types(type).Prepend(type));

    /// <summary>The type, and its members in the order of their names; those of an enum in the order of their values.</summary>
    private static IEnumerable<string> Lines(INamedTypeSymbol type)
    {
        var parents = type.Interfaces.Where(IsVisible).Prepend(type.BaseType)
            .Where(parent => parent is { SpecialType: SpecialType.None } && type.TypeKind is TypeKind.Class or TypeKind.Struct)
            .Select(parent => parent!.ToDisplayString(Format.WithKindOptions(SymbolDisplayKindOptions.None)));
        var bases = string.Join(", ", parents);
        var members = type.GetMembers().Where(IsVisible).Where(IsWritten);
        return
        [
            $"  {Modifiers(type)}{type.ToDisplayString(Format)}{(bases.Length > 0 ? $" : {bases}" : "")}",
            .. (type.TypeKind == TypeKind.Enum ? members : InOrder(members)).Select(member => $"    {Text(member)}"),
        ];
    }

    private static IEnumerable<T> InOrder<T>(IEnumerable<T> symbols)
        where T : ISymbol =>
        symbols.OrderBy(symbol => symbol.Name, StringComparer.Ordinal).ThenBy(Text, StringComparer.Ordinal);

    private static string Text<T>(T symbol)
        where T : ISymbol =>
        symbol.ToDisplayString(Format).Replace("default(CancellationToken)", "default", StringComparison.Ordinal);

    private static string Modifiers(INamedTypeSymbol type) => type switch
    {
        { TypeKind: not TypeKind.Class } => "",
        { IsStatic: true } => "static ",
        { IsAbstract: true } => "abstract ",
        { IsSealed: true } => "sealed ",
        _ => "",
    };

    private static bool IsVisible(ISymbol symbol) =>
        symbol.DeclaredAccessibility is Accessibility.Public or Accessibility.Protected or Accessibility.ProtectedOrInternal
        && (symbol.ContainingType is null || IsVisible(symbol.ContainingType));

    /// <summary>Neither an accessor of what is listed anyway, nor an override, nor what the compiler adds.</summary>
    private static bool IsWritten(ISymbol member) =>
        member is not INamedTypeSymbol
        && !member.IsOverride
        && member is not IMethodSymbol { AssociatedSymbol: not null }
        && member is not IMethodSymbol { ContainingType.TypeKind: TypeKind.Enum or TypeKind.Delegate }
        && member is not IFieldSymbol { Name: "value__" }
        && !member.GetAttributes().Any(attribute => attribute.AttributeClass?.Name == nameof(CompilerGeneratedAttribute));
}
