using System.Collections.Immutable;
using System.Globalization;
using System.Reflection;
using System.Text;
using Coupler.Circuits;

namespace Coupler.Tests.Circuits;

/// <summary>docs/gates.md is printed from the table. Run this test with COUPLER_WRITE_DOCS=1 to print it anew.</summary>
public class GateDocumentTests
{
    private const string Introduction =
        """
        # Gates

        Printed from `GateTable` (src/Coupler/Circuits) by the tests; do not edit by hand.

        - Angles are C# `Angle`s and know their unit; the unit given here is that of the dialect that defines the gate.
        - Qubits are written in the order of the gate's arguments, controls first. The first argument is bit 0 of a matrix index.
        - Matrices are exact in their global phase, since a control makes it visible. A name such as `qelib1.rz` is a phase
          variant: the same gate as `rz` until a control stands before it.
        - Tableau: the images of X on the first argument, X on the second, …, then of Z on each; the first argument is the
          rightmost letter.
        - `gate.Unitary(…)`, `gate.Inverse(…)` and `gate.Decompose(…)` give what these tables say.

        Sources: OpenQASM 3.1 (tag spec/v3.1.0 of github.com/openqasm/openqasm: built-in gates, standard library, `stdgates.inc`);
        `qelib1.inc` of Qiskit 2.5.2, whose `U` is p(φ) · ry(θ) · p(λ); Qiskit's circuit library for iswap, ecr, rxx, ryy, rzz and
        xx_plus_yy; IonQ's and Quantinuum's documentation of their native gates. Two places where OpenQASM 3.1 contradicts
        itself: `cu` follows the file (controlled exp(iγ) u3), not the text (exp(iγ) U); `CX` follows the text (an alias of cx),
        not the file (which would give the control an extra i).

        """;

    [Fact]
    public void The_document_is_what_the_table_says()
    {
        var path = Path.Combine(Root(), "docs", "gates.md");
        var expected = Document();
        if (Environment.GetEnvironmentVariable("COUPLER_WRITE_DOCS") == "1") File.WriteAllText(path, expected);
        Assert.Equal(expected, File.ReadAllText(path).ReplaceLineEndings("\n"));
    }

    private static string Document()
    {
        var text = new StringBuilder(Introduction.ReplaceLineEndings("\n"));
        Table(text, "What they do", ["Gate", "In GateTable", "Parameters", "Unitary", "Properties", "Tableau"], gate =>
        [
            Code(gate.Name), Code(PropertyOf(gate)), Parameters(gate), gate.Summary, Properties(gate),
            gate.Tableau is { QubitCount: > 0 } tableau ? Code(tableau) : "",
        ]);
        Table(text, "What others call them", ["Gate", .. Enum.GetNames<Dialect>()], gate =>
            [Code(gate.Name), .. Enum.GetValues<Dialect>().Select(dialect => Names(gate, dialect))]);
        string[] made = ["Gate", "Inverse", "Decomposition, first to act first"];
        Table(text, "What undoes them and what they are made of", made, gate =>
            [Code(gate.Name), Code(Written(gate.Inverse(Symbols(gate), Qubits(gate)))), Decomposition(gate)]);
        return text.ToString();
    }

    private static void Table(StringBuilder text, string title, string[] heads, Func<Gate, string[]> row)
    {
        text.Append($"\n## {title}\n\n| {string.Join(" | ", heads)} |\n|{string.Concat(heads.Select(_ => "---|"))}\n");
        foreach (var gate in GateTable.All)
        {
            var cells = row(gate).Select(cell => cell.Replace("|", "\\|", StringComparison.Ordinal));
            text.Append($"| {string.Join(" | ", cells)} |\n");
        }
    }

    private static string Parameters(Gate gate)
    {
        if (gate.ParameterCount == 0) return "";
        string[] units = ["radians", "half-turns", "turns"];
        var unit = gate == GateTable.U0 ? "time" : units[(int)gate.Unit];
        var needed = gate.ParameterCount - gate.Defaults.Length;
        var names = gate.ParameterNames.Select((name, i) =>
            i < needed ? name : $"{name} = {In(gate.Unit, gate.Defaults[i - needed])}");
        return $"{string.Join(", ", names)} ({unit})";
    }

    private static string In(AngleUnit unit, Angle angle)
    {
        double[] radians = [1, Math.PI, Math.Tau];
        return (angle.Radians / radians[(int)unit]).ToString(CultureInfo.InvariantCulture);
    }

    private static string Properties(Gate gate)
    {
        var properties = new List<string>();
        if (gate.IsDiagonal) properties.Add("diagonal");
        if (gate.IsPermutation) properties.Add("permutation");
        if (gate.IsClifford) properties.Add("Clifford");
        if (gate.Controlled is not null) properties.Add($"{gate.ControlCount} on {Code(gate.Controlled)}");
        return string.Join(", ", properties);
    }

    private static string Decomposition(Gate gate)
    {
        if (gate.IsPrimitive) return "primitive";
        var parts = gate.Decompose(Symbols(gate), Qubits(gate));
        return parts.IsEmpty ? "nothing" : Code(string.Join("; ", parts.Select(Written)));
    }

    private static string Written(GateInstruction gate)
    {
        var text = gate.ToString();
        foreach (var denominator in (int[])[1, 2, 4, 8])
        {
            var digits = (Math.PI / denominator).ToString("R", CultureInfo.InvariantCulture);
            text = text.Replace(digits, denominator == 1 ? "π" : $"π/{denominator}", StringComparison.Ordinal);
        }

        return text;
    }

    private static string Names(Gate gate, Dialect dialect) =>
        string.Join(", ", gate.Names.Where(name => name.Dialect == dialect).Select(name => Code(name.Name)));

    private static string PropertyOf(Gate gate) => typeof(GateTable).GetProperties(BindingFlags.Public | BindingFlags.Static)
        .Single(property => property.GetValue(null) == (object)gate).Name;

    private static ImmutableArray<Angle> Symbols(Gate gate) => [.. gate.ParameterNames.Select(name => new Parameter(name))];

    private static ImmutableArray<int> Qubits(Gate gate) => [.. Enumerable.Range(0, gate.QubitCount)];

    private static string Code(object value) => $"`{value}`";

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Coupler.slnx"))) folder = folder.Parent!;
        return folder.FullName;
    }
}
