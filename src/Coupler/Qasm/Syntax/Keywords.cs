using System.Collections.Frozen;

namespace Coupler.Qasm.Syntax;

/// <summary>The words that no register, gate or variable can be called.</summary>
internal static class Keywords
{
    private static readonly FrozenSet<string> Version2 = new[]
    {
        "OPENQASM", "include", "qreg", "creg", "gate", "opaque", "measure", "reset", "barrier", "if", "pi",
        "sin", "cos", "tan", "exp", "ln", "sqrt",
    }.ToFrozenSet();

    private static readonly FrozenSet<string> Version3 = new[]
    {
        "OPENQASM", "include", "defcalgrammar", "def", "cal", "defcal", "gate", "extern", "box", "let",
        "break", "continue", "if", "else", "end", "return", "for", "while", "in", "switch", "case", "default", "pragma",
        "input", "output", "const", "readonly", "mutable",
        "qreg", "qubit", "creg", "bool", "bit", "int", "uint", "float", "angle",
        "complex", "array", "void", "duration", "stretch", "gphase", "inv", "pow", "ctrl", "negctrl",
        "durationof", "delay", "reset", "measure", "barrier", "true", "false",
    }.ToFrozenSet();

    public static FrozenSet<string> Reserved(QasmVersion version) => version == QasmVersion.OpenQasm2 ? Version2 : Version3;
}
