using System.Diagnostics.CodeAnalysis;
using Coupler.Qasm.Syntax;

namespace Coupler.Qasm.Lowering;

/// <summary>The names that are known in one place, and the scope around it.</summary>
/// <param name="isDefinition">The body of a gate or a subroutine, which sees only constants and definitions of the scopes around
/// it.</param>
internal sealed class Scope(Scope? outer, bool isDefinition = false)
{
    // Most scopes are the bodies of loops and blocks, made anew each time, with at most one name.
    private Symbol? first;
    private Dictionary<string, Symbol>? others;

    public bool IsOutermost => outer is null;

    /// <summary>Everything that has a name here or around, for suggestions.</summary>
    public IEnumerable<Symbol> Symbols
    {
        get
        {
            IEnumerable<Symbol> own = [.. first is null ? [] : new[] { first }, .. others?.Values ?? Enumerable.Empty<Symbol>()];
            return outer is null ? own : own.Concat(outer.Symbols);
        }
    }

    /// <exception cref="QasmSyntaxException">The name has a meaning in this very scope.</exception>
    public void Declare(Symbol symbol, SourceText source)
    {
        if (Own(symbol.Name) is { } earlier)
        {
            var place = SourcePosition.Of(source.Text, earlier.Offset);
            throw source.Error(symbol.Offset, $"'{Spelling.Shorten(symbol.Name)}' is declared twice; first in line {place.Line}");
        }

        if (first is null) first = symbol;
        else (others ??= new(StringComparer.Ordinal)).Add(symbol.Name, symbol);
    }

    public bool TryFind(string name, [NotNullWhen(true)] out Symbol? symbol)
    {
        var isOutside = false;
        for (var scope = this; scope is not null; scope = scope.Outer)
        {
            symbol = scope.Own(name);
            if (symbol is not null && (!isOutside || symbol.IsGlobal)) return true;
            isOutside |= scope.IsDefinition;
        }

        symbol = null;
        return false;
    }

    /// <summary>Whether the name exists, but the body of a definition hides it.</summary>
    public bool Hides(string name) => Own(name) is not null || (outer?.Hides(name) ?? false);

    private Scope? Outer => outer;

    private bool IsDefinition => isDefinition;

    private Symbol? Own(string name) => first?.Name == name ? first : others?.GetValueOrDefault(name);
}
