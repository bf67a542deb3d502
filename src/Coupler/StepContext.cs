using System.Collections.Immutable;

namespace Coupler;

/// <summary>The job that a step's code is told about.</summary>
public sealed record StepContext
{
    /// <summary>Write the step's effect under it: the code may run more than once for one job.</summary>
    public required Guid Id { get; init; }

    public required string Name { get; init; }

    public string? Owner { get; init; }

    public string? Key { get; init; }

    public ImmutableArray<string> Tags { get; init; } = [];

    /// <summary>The target that was asked for; which one ran it stands in the result.</summary>
    public required string Target { get; init; }

    public required DateTimeOffset Created { get; init; }

    /// <summary>1 when the code runs for the first time, as far as is known: a crash is not counted.</summary>
    public required int Try { get; init; }
}
