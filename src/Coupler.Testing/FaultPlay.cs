using System.Collections.Immutable;

namespace Coupler.Testing;

/// <summary>How far a <see cref="FaultScript"/> has been played. Thread-safe.</summary>
internal sealed class FaultPlay
{
    private readonly FaultScript script;
    private readonly Lock gate = new();
    private readonly Dictionary<PlaceCall, Queue<Fault>> inOrder;
    private readonly Dictionary<Guid, int> attempts = [];
    private readonly Dictionary<(PlaceCall Call, Guid Attempt), int> calls = [];
    private readonly List<PlayedFault> played = [];

    public FaultPlay(FaultScript script)
    {
        this.script = script;
        inOrder = Enum.GetValues<PlaceCall>().ToDictionary(call => call, call => new Queue<Fault>(script.FaultsOf(call)));
    }

    public ImmutableArray<PlayedFault> Played
    {
        get
        {
            lock (gate) return [.. played];
        }
    }

    /// <summary>What happens to the next call of this kind.</summary>
    public Fault Next(PlaceCall call, Guid attempt)
    {
        lock (gate)
        {
            attempts.TryAdd(attempt, attempts.Count);
            var before = calls.GetValueOrDefault((call, attempt));
            calls[(call, attempt)] = before + 1;
            var fault = inOrder[call].TryDequeue(out var next) ? next : Draw(call, attempts[attempt], before);
            if (fault != Fault.None) played.Add(new PlayedFault(call, attempt, fault));
            return fault;
        }
    }

    private Fault Draw(PlaceCall call, int attempt, int before)
    {
        var able = script.AtRandom.Where(fault => fault.Calls.Contains(call)).ToArray();
        if (able.Length == 0) return Fault.None;
        var random = Mixed(Mixed(Mixed(Mixed((ulong)script.Seed) + (ulong)attempt) + (ulong)call) + (ulong)before);
        var isFault = (random >> 11) * Math.ScaleB(1, -53) < script.Share;
        return isFault ? able[Mixed(random) % (ulong)able.Length] : Fault.None;
    }

    /// <summary>
    /// One step of SplitMix64 (Steele, Lea, Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014).
    /// </summary>
    private static ulong Mixed(ulong value)
    {
        value += 0x9E3779B97F4A7C15;
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }
}
