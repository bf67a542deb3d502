using System.Text.RegularExpressions;

namespace Coupler.Tests.QasmBench;

/// <summary>The circuits of QASMBench that a slow simulator can run: at most 20 qubits.</summary>
internal static partial class QasmBenchFile
{
    private const int MostQubits = 20;

    private static readonly string Folder = Path.Combine(RepositoryRoot.Path, "tests", "data", "circuits", "qasmbench");

    /// <summary>Paths below the folder: <c>small/adder_n10.qasm</c>.</summary>
    public static IEnumerable<string> Small { get; } = [.. Directory.EnumerateFiles(Folder, "*.qasm", SearchOption.AllDirectories)
        .Where(path => Qubits(File.ReadAllText(path)) <= MostQubits)
        .Select(path => Path.GetRelativePath(Folder, path).Replace('\\', '/'))
        .Order(StringComparer.Ordinal)];

    public static string PathOf(string name) => Path.Combine(Folder, name);

    /// <summary>
    /// The text, with what is missing in four files: vqe_uccsd measures a register q into a register c, and declares neither,
    /// its only register being reg.
    /// </summary>
    public static string Text(string name)
    {
        var text = File.ReadAllText(PathOf(name));
        return IsIncomplete(name)
            ? text.Replace("measure q[", "measure reg[").Replace("qreg reg", $"creg c[{Qubits(text)}];\nqreg reg")
            : text;
    }

    /// <summary>Whether the file uses registers that it does not declare.</summary>
    public static bool IsIncomplete(string name) => name.Contains("vqe_uccsd", StringComparison.Ordinal);

    private static int Qubits(string text) => QubitRegister().Matches(text).Sum(match => int.Parse(match.Groups[1].ValueSpan));

    [GeneratedRegex(@"^\s*qreg\s+\w+\s*\[(\d+)\]", RegexOptions.Multiline)]
    private static partial Regex QubitRegister();
}
