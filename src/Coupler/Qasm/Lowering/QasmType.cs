using Coupler.Qasm.Syntax;

namespace Coupler.Qasm.Lowering;

/// <summary>A type with its size worked out.</summary>
/// <param name="Size">A register's length, a number's bits; null if none was written.</param>
internal readonly record struct QasmType(TypeKind Kind, int? Size)
{
    /// <summary>The bits of an integer whose type names none; the language leaves it open.</summary>
    public const int DefaultIntegerBits = 64;

    public bool IsScalar => Size is null;

    /// <summary>How many qubits or bits.</summary>
    public int Length => Size ?? 1;

    public override string ToString() => Kind.ToString().ToLowerInvariant() + (Size is { } size ? $"[{size}]" : "");
}
