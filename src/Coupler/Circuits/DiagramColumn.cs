namespace Coupler.Circuits;

/// <summary>
/// What stands above each other in a <see cref="CircuitDiagram"/>: things that happen on different wires at one time.
/// </summary>
internal sealed class DiagramColumn
{
    private readonly List<DiagramItem> items = [];

    public int Width { get; private set; }

    public string Header { get; private set; } = "";

    /// <summary>Each thing goes as far left as the wires between its first and its last one are free.</summary>
    public static List<DiagramColumn> Pack(IEnumerable<DiagramItem> items, int wireCount)
    {
        var columns = new List<DiagramColumn>();
        var free = new int[wireCount];
        foreach (var item in items)
        {
            var wires = item.Header.Length > 0 ? free : free.AsSpan(item.Top, item.Bottom - item.Top + 1);
            var place = 0;
            foreach (var next in wires) place = Math.Max(place, next);
            if (place == columns.Count) columns.Add(new());
            columns[place].Add(item);
            wires.Fill(place + 1);
        }

        foreach (var column in columns) column.items.Sort((one, other) => one.Top.CompareTo(other.Top));
        return columns;
    }

    public string OnWire(int wire)
    {
        if (ItemOn(wire) is not { } item) return new string('─', Width);
        var cell = item.Cells.TryGetValue(wire, out var text) ? text : item.Crossing;
        return cell.PadLeft(((Width - cell.Length) / 2) + cell.Length, '─').PadRight(Width, '─');
    }

    /// <summary>The gap between a wire and the next: a vertical line if something reaches over both.</summary>
    public string BelowWire(int wire)
    {
        var link = ItemOn(wire) is { } item && wire < item.Bottom ? item.Link : " ";
        return link.PadLeft(((Width - 1) / 2) + 1).PadRight(Width);
    }

    /// <summary>By halving: the items are in the order of their wires, and no two share one.</summary>
    private DiagramItem? ItemOn(int wire)
    {
        var (least, most) = (0, items.Count - 1);
        while (least <= most)
        {
            var middle = (least + most) / 2;
            if (items[middle].Bottom < wire) least = middle + 1;
            else if (items[middle].Top > wire) most = middle - 1;
            else return items[middle];
        }

        return null;
    }

    private void Add(DiagramItem item)
    {
        items.Add(item);
        Header = item.Header.Length > 0 ? item.Header : Header;
        Width = Math.Max(Width, Math.Max(item.Header.Length, item.Cells.Values.Max(cell => cell.Length)));
    }
}
