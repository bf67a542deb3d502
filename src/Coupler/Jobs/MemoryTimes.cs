using System.Collections.Immutable;

namespace Coupler.Jobs;

/// <summary>How long attempts took, as a <see cref="MemoryJobStore"/> keeps it. Not thread-safe.</summary>
internal sealed class MemoryTimes
{
    private readonly Dictionary<string, Dictionary<(int Size, int Slot), Attempt>> targets = new(StringComparer.Ordinal);

    /// <summary>Keeps the times of the attempt, if it has any.</summary>
    public void Keep(Attempt attempt)
    {
        if (AttemptTimes.Of(attempt) is not { } times) return;
        if (!targets.TryGetValue(attempt.Target, out var slots)) targets.Add(attempt.Target, slots = []);
        var slot = (times.SizeClass, AttemptTimes.SlotOf(attempt.Id));
        if (!slots.TryGetValue(slot, out var other) || attempt.Ended >= other.Ended) slots[slot] = attempt;
    }

    public ImmutableArray<AttemptTimes> Find(string target) =>
        targets.TryGetValue(target, out var slots) ? [.. slots.Values.Select(attempt => AttemptTimes.Of(attempt)!.Value)] : [];
}
