namespace Coupler.Qasm.Syntax;

internal enum TypeKind
{
    Qubit,
    Bit,
    Bool,
    Int,
    Uint,
    Float,
    Angle,
}
