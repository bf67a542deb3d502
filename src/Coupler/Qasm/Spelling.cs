namespace Coupler.Qasm;

/// <summary>Finds the name that was meant.</summary>
internal static class Spelling
{
    /// <summary>Longer names are not compared: the cost grows with the product of the lengths.</summary>
    private const int LongestName = 40;

    private const int ShownCharacters = 60;

    /// <summary>What gates are called elsewhere, and here.</summary>
    private static readonly (string Spelled, string Meant)[] Synonyms =
    [
        ("cnot", "cx"), ("not", "x"), ("toffoli", "ccx"), ("fredkin", "cswap"), ("hadamard", "h"),
        ("phase", "p"), ("cphase", "cp"),
        ("sqrtx", "sx"), ("iden", "id"), ("identity", "id"), ("mcx", "c3x"), ("cccx", "c3x"),
    ];

    /// <summary>The known name that differs least, if it differs little: a third of the letters, one in short names.</summary>
    public static string? Nearest(string name, IEnumerable<string> known)
    {
        if (name.Length > LongestName) return null;
        var names = known.ToHashSet(StringComparer.Ordinal);
        var candidates = names.Select(candidate => (Spelled: candidate, Meant: candidate))
            .Concat(Synonyms.Where(pair => names.Contains(pair.Meant)));
        var limit = Math.Max(1, name.Length / 3);
        return candidates
            .Where(candidate => Math.Abs(candidate.Spelled.Length - name.Length) <= limit)
            .Select(candidate => (candidate.Meant, Edits: Distance(name, candidate.Spelled)))
            .Where(candidate => candidate.Edits <= limit && candidate.Edits < name.Length)
            .OrderBy(candidate => candidate.Edits)
            .ThenBy(candidate => candidate.Meant[0] != name[0])
            .ThenBy(candidate => candidate.Meant, StringComparer.Ordinal)
            .FirstOrDefault().Meant;
    }

    /// <summary>A name as a message can show it.</summary>
    public static string Shorten(string name) => name.Length <= ShownCharacters ? name : name[..ShownCharacters] + "…";

    /// <summary>
    /// How many letters must be inserted, deleted, replaced or swapped with their neighbour; capitals count a quarter.
    /// </summary>
    private static double Distance(string left, string right)
    {
        var rows = new double[left.Length + 1, right.Length + 1];
        for (var i = 0; i <= left.Length; i++) rows[i, 0] = i;
        for (var j = 0; j <= right.Length; j++) rows[0, j] = j;
        for (var i = 1; i <= left.Length; i++)
        {
            for (var j = 1; j <= right.Length; j++)
            {
                var edited = Math.Min(rows[i - 1, j], rows[i, j - 1]) + 1;
                var kept = rows[i - 1, j - 1] + Difference(left[i - 1], right[j - 1]);
                var swapped = i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1]
                    ? rows[i - 2, j - 2] + 1
                    : double.PositiveInfinity;
                rows[i, j] = Math.Min(Math.Min(edited, kept), swapped);
            }
        }

        return rows[left.Length, right.Length];
    }

    private static double Difference(char left, char right) =>
        left == right ? 0 : char.ToLowerInvariant(left) == char.ToLowerInvariant(right) ? 0.25 : 1;
}
