using System.Collections.Immutable;

namespace Coupler;

/// <summary>Something in a workspace that runs jobs.</summary>
public sealed record Target
{
    /// <summary>
    /// Provider and name: <c>local.state-vector</c>, <c>ionq.simulator</c>. Unique among a client's workspaces.
    /// </summary>
    public required string Id { get; init; }

    public required string Provider { get; init; }

    public required TargetKind Kind { get; init; }

    /// <summary>One sentence for a list.</summary>
    public string Description { get; init; } = "";

    /// <summary>Short names that mean this target unless the configuration says otherwise: <c>simulator</c>.</summary>
    public ImmutableArray<string> Aliases { get; init; } = [];

    /// <summary>The workload formats it takes; see <see cref="Workload.Format"/>.</summary>
    public required ImmutableArray<string> Formats { get; init; }

    /// <summary>The most qubits (or variables) it takes, where there is such a limit.</summary>
    public int? MaxQubits { get; init; }

    public TargetAvailability Availability { get; init; } = TargetAvailability.Available;

    /// <summary>The provider's average time in the queue, where it tells one.</summary>
    public TimeSpan? AverageQueueTime { get; init; }

    /// <summary>Everything but hardware is simulated.</summary>
    public bool IsSimulated => Kind != TargetKind.Hardware;
}
