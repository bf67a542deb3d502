using System.Globalization;

namespace Coupler.Circuits;

/// <summary>One thing in a <see cref="CircuitDiagram"/>.</summary>
/// <param name="Cells">What stands on a wire.</param>
/// <param name="Top">The first wire that it touches; <paramref name="Bottom"/> is the last.</param>
/// <param name="Crossing">What stands on a wire between that it does not touch.</param>
/// <param name="Link">What stands between wires.</param>
/// <param name="Header">What stands above all wires. Nothing else then happens in its column.</param>
internal sealed record DiagramItem(
    IReadOnlyDictionary<int, string> Cells, int Top, int Bottom, string Crossing = "┼", string Link = "│", string Header = "")
{
    public static IEnumerable<DiagramItem> Of(Circuit circuit) => circuit.SelectMany(instruction => Of(instruction, circuit));

    private static IEnumerable<DiagramItem> Of(Instruction instruction, Circuit circuit) => instruction switch
    {
        GateInstruction gate => [Of(gate)],
        MeasureInstruction measure => [Box(measure.Qubit, $"M→{measure.Bit}")],
        ResetInstruction reset => [Box(reset.Qubit, "|0⟩")],
        BarrierInstruction barrier => [Of(barrier, circuit)],
        IfInstruction branch =>
        [
            Border($"if {Text(branch.Condition, circuit)}", circuit),
            .. branch.Then.SelectMany(inner => Of(inner, circuit)),
            .. branch.Else.IsEmpty ? [] : branch.Else.SelectMany(inner => Of(inner, circuit)).Prepend(Border("else", circuit)),
            Border("end", circuit),
        ],
        _ => [],
    };

    private static DiagramItem Of(GateInstruction gate)
    {
        var inner = gate.Gate.Controlled ?? gate.Gate;
        var text = Text(gate, inner);
        var targets = gate.Qubits[gate.Gate.ControlCount..];
        var cells = new Dictionary<int, string>();
        foreach (var control in gate.Controls) cells[control.Qubit] = control.WhenOne ? "●" : "○";
        foreach (var qubit in gate.Qubits[..gate.Gate.ControlCount]) cells[qubit] = "●";
        var isControlled = cells.Count > 0;
        for (var i = 0; i < targets.Length; i++)
        {
            cells[targets[i]] = inner == GateTable.X && gate.Exponent == 1 && isControlled ? "⊕"
                : inner == GateTable.Swap && gate.Exponent == 1 ? "╳"
                : targets.Length == 1 ? $"┤{text}├" : $"┤{text} {i}├";
        }

        var header = targets.IsEmpty ? text : "";
        if (cells.Count == 0) cells[0] = "─";
        return new(cells, cells.Keys.Min(), cells.Keys.Max(), Header: header);
    }

    private static DiagramItem Of(BarrierInstruction barrier, Circuit circuit)
    {
        IEnumerable<int> wires = barrier.Qubits.IsEmpty ? Enumerable.Range(0, circuit.QubitCount) : barrier.Qubits;
        var cells = wires.ToDictionary(wire => wire, _ => "░");
        return new(cells, cells.Keys.Min(), cells.Keys.Max(), Crossing: "─", Link: "░");
    }

    private static DiagramItem Box(int wire, string text) =>
        new(new Dictionary<int, string> { [wire] = $"┤{text}├" }, wire, wire);

    private static DiagramItem Border(string header, Circuit circuit) =>
        new(new Dictionary<int, string> { [0] = "╫" }, 0, circuit.QubitCount - 1, Crossing: "╫", Link: "║", header);

    private static string Text(GateInstruction gate, Gate inner)
    {
        var afterDialect = inner.Name.IndexOf('.', StringComparison.Ordinal) + 1;
        var name = inner == GateTable.GlobalPhase ? "phase" : inner.Name[afterDialect..].ToUpperInvariant();
        if (name.EndsWith("DG", StringComparison.Ordinal)) name = name[..^2] + "†";
        if (gate.Exponent != 1) name += string.Create(CultureInfo.InvariantCulture, $"^{gate.Exponent:G4}");
        return gate.Parameters.IsEmpty ? name : $"{name}({string.Join(", ", gate.Parameters.Select(AngleText.Short))})";
    }

    /// <summary>A whole register by its name: <c>c == 10</c>.</summary>
    private static string Text(Condition condition, Circuit circuit)
    {
        var register = circuit.BitRegisters.FirstOrDefault(register => register.Name == condition.Bits[0].Register);
        if (register is not { Size: > 1 }) return condition.ToString();
        var whole = Enumerable.Range(0, register.Size).Select(i => new Bit(register.Name, i));
        return condition.Bits.SequenceEqual(whole)
            ? $"{register.Name} {Condition.Signs[(int)condition.Comparison]} {condition.Value}"
            : condition.ToString();
    }
}
