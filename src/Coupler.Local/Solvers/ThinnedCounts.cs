namespace Coupler.Local.Solvers;

/// <summary>
/// A number for each step, however many there are: of all steps while they are few, then of every second, fourth and so on, from
/// the first on.
/// </summary>
internal sealed class ThinnedCounts
{
    /// <summary>So many are kept at most.</summary>
    public const int Most = 4_096;

    private readonly List<int> kept = [];
    private long steps;
    private long stride = 1;

    public IReadOnlyList<int> Kept => kept;

    public void Add(int count)
    {
        if (steps++ % stride != 0) return;
        if (kept.Count == Most)
        {
            for (var i = 0; i < Most / 2; i++) kept[i] = kept[2 * i];
            kept.RemoveRange(Most / 2, Most / 2);
            stride *= 2;
        }

        kept.Add(count);
    }
}
