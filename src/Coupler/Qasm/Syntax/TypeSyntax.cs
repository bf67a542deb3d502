namespace Coupler.Qasm.Syntax;

/// <summary>A type as written: <c>bit[4]</c>.</summary>
/// <param name="Size">What stands in brackets: a register's length, a number's bits.</param>
internal sealed record TypeSyntax(TypeKind Kind, Expression? Size, int Offset);
