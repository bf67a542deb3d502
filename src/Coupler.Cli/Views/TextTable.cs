using System.Collections.Immutable;

namespace Coupler.Cli.Views;

/// <summary>Rows whose columns stand below each other.</summary>
internal static class TextTable
{
    /// <param name="rows">At least one, all equally long.</param>
    public static void Write(TextWriter output, ImmutableArray<ImmutableArray<string>> rows)
    {
        ImmutableArray<int> widths = [.. rows[0].Select((_, column) => rows.Max(row => row[column].Length))];
        foreach (var row in rows)
        {
            output.WriteLine(string.Join("  ", row.Zip(widths, (cell, width) => cell.PadRight(width))).TrimEnd());
        }
    }
}
