using System.Diagnostics.CodeAnalysis;
using Coupler.Qasm.Syntax;
using Coupler.Text;

namespace Coupler.Qasm.Lowering;

/// <summary>The names that are known in one place, and the scope around it.</summary>
/// <param name="isDefinition">The body of a gate or a subroutine, which sees only constants and definitions of the scopes around
/// it.</param>
internal sealed class Scope(Scope? outer, bool isDefinition = false)
{
    private const int ScopesPerStep = 8;

    private readonly int depth = outer is null ? 0 : outer.depth + 1;

    // Most scopes are the bodies of loops and blocks, made anew each time, with at most one name.
    private Key firstName;
    private Symbol? first;
    private Dictionary<Key, Symbol>? others;

    /// <summary>Steps that one expression or statement takes here: a name may be looked for in every scope around.</summary>
    public int Steps => 1 + (depth / ScopesPerStep);

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
        var name = new Key(symbol.Name);
        if (Own(name) is { } earlier)
        {
            var place = SourcePosition.Of(source.Text, earlier.Offset);
            throw source.Error(symbol.Offset, $"'{Spelling.Shorten(symbol.Name)}' is declared twice; first in line {place.Line}");
        }

        if (first is null) (firstName, first) = (name, symbol);
        else (others ??= []).Add(name, symbol);
    }

    public bool TryFind(string name, [NotNullWhen(true)] out Symbol? symbol)
    {
        var isOutside = false;
        var key = new Key(name);
        for (var scope = this; scope is not null; scope = scope.Outer)
        {
            symbol = scope.Own(key);
            if (symbol is not null && (!isOutside || symbol.IsGlobal)) return true;
            isOutside |= scope.IsDefinition;
        }

        symbol = null;
        return false;
    }

    /// <summary>Whether the name exists, but the body of a definition hides it.</summary>
    public bool Hides(string name) => Own(new Key(name)) is not null || (outer?.Hides(name) ?? false);

    private Scope? Outer => outer;

    private bool IsDefinition => isDefinition;

    private Symbol? Own(Key name) =>
        first is null ? null : firstName.Equals(name) ? first : others?.GetValueOrDefault(name);

    /// <summary>A name with its hash, worked out once for all the scopes that it is looked for in.</summary>
    private readonly record struct Key(string Name)
    {
        private readonly int hash = string.GetHashCode(Name);

        public bool Equals(Key other) => hash == other.hash && Name == other.Name;

        public override int GetHashCode() => hash;
    }
}
