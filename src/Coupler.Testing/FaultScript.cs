using System.Collections.Immutable;

namespace Coupler.Testing;

/// <summary>
/// What goes wrong at a place, and when. Faults in a list happen in order: the first call of that kind meets the first, and so
/// on, whatever attempt it is about; after the list the calls go well, or meet a fault at random.
/// </summary>
public sealed record FaultScript
{
    /// <summary>What happens to the calls that put an input where the target finds it.</summary>
    public ImmutableArray<Fault> Upload { get; init; } = [];

    /// <summary>What happens to the calls that hand an attempt over.</summary>
    public ImmutableArray<Fault> Submit { get; init; } = [];

    /// <summary>What happens to the calls that ask how attempts stand.</summary>
    public ImmutableArray<Fault> Read { get; init; } = [];

    /// <summary>What happens to the calls that bring a raw result.</summary>
    public ImmutableArray<Fault> Fetch { get; init; } = [];

    /// <summary>What happens to the calls that ask for an attempt to be stopped.</summary>
    public ImmutableArray<Fault> Cancel { get; init; } = [];

    /// <summary>
    /// How long each attempt waits, from its acceptance on; <see cref="Timeout.InfiniteTimeSpan"/>: until
    /// <see cref="FaultyWorkspace.Release"/>. One that is cancelled meanwhile has never run. Default: as long as the place says.
    /// </summary>
    public TimeSpan? Queue { get; init; }

    /// <summary>
    /// How long, from the beginning, the targets are unavailable and refuse every submission;
    /// <see cref="Timeout.InfiniteTimeSpan"/>: until <see cref="FaultyWorkspace.Recover"/>. Default: they are as the place says.
    /// </summary>
    public TimeSpan? Outage { get; init; }

    /// <summary>The faults of which a call meets one at random, each as likely as the others that can happen to it.</summary>
    public ImmutableArray<Fault> AtRandom { get; init; } = [];

    /// <summary>The part of the calls that meet one of <see cref="AtRandom"/>. Default 0.1; 0 to 1.</summary>
    public double Share
    {
        get;
        init => field = value is >= 0 and <= 1
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, "A share is 0 to 1.");
    }
    = 0.1;

    /// <summary>
    /// Decides about each call by its kind, how often it was made for the attempt before, and which attempt it is in the order in
    /// which the place heard of them: the same seed gives the same faults.
    /// </summary>
    public long Seed { get; init; }

    /// <summary>A place that is this one with the faults of the script, played from the beginning.</summary>
    /// <param name="workspace">Any; it is disposed with the result.</param>
    /// <param name="time">By which waits and outages end. Default: the real time.</param>
    /// <exception cref="ArgumentException">A fault stands in the list of a call that it cannot happen to.</exception>
    public FaultyWorkspace Around(Workspace workspace, TimeProvider? time = null)
    {
        ArgumentNullException.ThrowIfNull(workspace);
        foreach (var call in Enum.GetValues<PlaceCall>())
        {
            if (FaultsOf(call).FirstOrDefault(fault => !fault.Calls.Contains(call)) is not { } wrong) continue;
            throw new ArgumentException(
                $"{wrong.Name} cannot happen to {call}, only to {string.Join(", ", wrong.Calls)}.", call.ToString());
        }

        return new FaultyWorkspace(this, workspace, time ?? TimeProvider.System);
    }

    internal ImmutableArray<Fault> FaultsOf(PlaceCall call) => call switch
    {
        PlaceCall.Upload => Upload,
        PlaceCall.Submit => Submit,
        PlaceCall.Read => Read,
        PlaceCall.Fetch => Fetch,
        _ => Cancel,
    };
}
