namespace Coupler.Qasm.Syntax;

internal enum TokenKind
{
    End,

    /// <summary>A name or a keyword: which words are keywords depends on the version and the place.</summary>
    Name,

    /// <summary>Digits, perhaps with a 0x, 0o or 0b before them and underscores between them.</summary>
    Integer,

    Real,

    /// <summary>Text in quotes: a path, or bits.</summary>
    Text,

    /// <summary>An operator or a bracket; the token's text says which.</summary>
    Symbol,

    /// <summary><c>$0</c></summary>
    HardwareQubit,

    /// <summary>A number with a unit of time: <c>100ns</c>.</summary>
    Time,

    /// <summary>An imaginary number: <c>2im</c>.</summary>
    Imaginary,
}
