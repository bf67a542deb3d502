using System.Collections.Immutable;
using Coupler.Local.Exhaustive;

namespace Coupler.Local;

/// <summary>The targets of this process, one line each.</summary>
internal static class LocalTargets
{
    public static ImmutableArray<LocalTarget> All { get; } = [new ExhaustiveTarget()];
}
