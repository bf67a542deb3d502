using System.Collections.Immutable;
using System.Text;

namespace Coupler.Circuits;

/// <summary>
/// A circuit drawn with characters: a line per qubit, time to the right. ● and ○ are controls that wait for 1 and 0, ⊕ is a
/// controlled x, ╳ a swap, ░ a barrier; a measurement names its bit, and a condition stands above the columns it rules.
/// </summary>
public static class CircuitDiagram
{
    /// <param name="width">Longest line, in characters; a longer circuit goes on in blocks below. One column always fits.</param>
    public static string Draw(Circuit circuit, int width = 120)
    {
        ArgumentNullException.ThrowIfNull(circuit);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ImmutableArray<string> labels = [.. circuit.QubitRegisters
            .SelectMany(register => Enumerable.Range(0, register.Size).Select(i => $"{register.Name}[{i}]: "))];
        if (labels.IsEmpty) return "";
        var labelWidth = labels.Max(label => label.Length);
        var columns = DiagramColumn.Pack(DiagramItem.Of(circuit), labels.Length);
        var blocks = Blocks(columns, width - labelWidth).ToList();
        if (blocks.Count == 0) blocks.Add([]);
        var text = new StringBuilder();
        for (var i = 0; i < blocks.Count; i++)
        {
            if (i > 0) text.Append('\n');
            Draw(text, labels, labelWidth, blocks[i], isFirst: i == 0, isLast: i == blocks.Count - 1);
        }

        return text.ToString();
    }

    private static IEnumerable<List<DiagramColumn>> Blocks(List<DiagramColumn> columns, int width)
    {
        // A line begins and ends with one character of wire, and one stands after each column.
        const int Ends = 2;
        var block = new List<DiagramColumn>();
        var used = Ends;
        foreach (var column in columns)
        {
            if (block.Count > 0 && used + column.Width + 1 > width)
            {
                yield return block;
                (block, used) = ([], Ends);
            }

            block.Add(column);
            used += column.Width + 1;
        }

        if (block.Count > 0) yield return block;
    }

    private static void Draw(
        StringBuilder text, ImmutableArray<string> labels, int labelWidth, List<DiagramColumn> block, bool isFirst, bool isLast)
    {
        var margin = new string(' ', labelWidth);
        if (block.Any(column => column.Header.Length > 0))
        {
            Line(text, margin + " " + string.Concat(block.Select(column => column.Header.PadRight(column.Width + 1))));
        }

        for (var wire = 0; wire < labels.Length; wire++)
        {
            var cells = string.Concat(block.Select(column => column.OnWire(wire) + "─"));
            Line(text, labels[wire].PadRight(labelWidth) + (isFirst ? "─" : "…") + cells + (isLast ? "" : "…"));
            if (wire == labels.Length - 1) continue;
            var gap = margin + " " + string.Concat(block.Select(column => column.BelowWire(wire) + " "));
            if (!string.IsNullOrWhiteSpace(gap)) Line(text, gap);
        }
    }

    private static void Line(StringBuilder text, string line) => text.Append(line.TrimEnd(' ')).Append('\n');
}
