namespace Coupler.Qasm.Syntax;

internal enum UnaryOperator
{
    Negate,
    Not,
    Complement,
}
