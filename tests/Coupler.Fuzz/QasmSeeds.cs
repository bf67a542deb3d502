namespace Coupler.Fuzz;

/// <summary>Programs to begin with: the public files and the samples that are short; and the words of the language.</summary>
internal static class QasmSeeds
{
    private const int LongestFile = 3_000;

    private static readonly string Root = FindRoot();

    public static IReadOnlyList<string> Programs { get; } =
    [
        .. Read("tests/data/circuits"), .. Read("samples/circuits"),
        "OPENQASM 3.0; include \"stdgates.inc\"; input angle a; qubit[3] q; bit[3] c = \"010\"; "
            + "ctrl @ pow(0.5) @ rx(a) q[0], q[1];",
        "include \"stdgates.inc\"; def f(int n, qubit a) -> bit { if (n > 0) { return f(n - 1, a); } return measure a; } "
            + "qubit q; bit b = f(3, q); if (b && !b) x q; else { z q; }",
        "OPENQASM 2.0; include \"qelib1.inc\"; opaque o(a) b; gate g(t) a, b { u3(t, sin(t), -t^2) a; barrier a, b; cx a, b; } "
            + "qreg q[3]; creg c[3]; g(pi/2) q, q; if(c==3) measure q[0] -> c[2]; reset q;",
    ];

    /// <summary>Words and symbols of both versions, and numbers that tend to break things.</summary>
    public static IReadOnlyList<string> Words { get; } =
    [
        "OPENQASM", "2.0", "3.0", "include", "\"qelib1.inc\"", "\"stdgates.inc\"", "qreg", "creg", "qubit", "bit", "int",
        "uint", "float", "angle", "bool", "const", "input", "output", "let", "gate", "opaque", "def", "return", "if", "else",
        "for", "in", "while", "break", "continue", "end", "box", "barrier", "measure", "reset", "ctrl", "negctrl", "inv",
        "pow", "@", "gphase", "U", "CX", "x", "h", "cx", "rz", "u3", "iswap", "q", "c", "a", "n", "pi", "sin", "true",
        "false", "delay", "array", "extern", "duration", "switch", "pragma", "(", ")", "[", "]", "{", "}", ";", ",", ":",
        "->", "=", "==", "!=", "<", "<=", ">", ">=", "+", "-", "*", "/", "%", "**", "^", "&", "|", "~", "!", "&&", "||", "<<",
        ">>", "++", "+=", "<<=", "#", "$0", "//", "/*", "*/", "\"", "'", "\n", "\0", "\uD800", "é", "π", "0", "1", "2", "-1",
        "7", "64", "1099511627776", "9999999999999999999999", "1e9", "1e308", "1e-308", "0.5", ".5", "0x1F", "0b101", "1_000",
        "3im", "5ns", "\"0101\"", "\"2\"",
    ];

    private static IEnumerable<string> Read(string folder) =>
        Directory.EnumerateFiles(Path.Combine(Root, folder), "*.qasm", SearchOption.AllDirectories)
            .Order(StringComparer.Ordinal)
            .Select(File.ReadAllText)
            .Where(text => text.Length <= LongestFile);

    private static string FindRoot()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Coupler.slnx")))
        {
            folder = Path.GetDirectoryName(folder)
                ?? throw new DirectoryNotFoundException("The tests must run below the repository's root.");
        }

        return folder;
    }
}
