using System.Collections.Immutable;
using Coupler.Local.Auto;
using Coupler.Local.Exhaustive;
using Coupler.Local.StateVector;

namespace Coupler.Local;

/// <summary>The targets of this process, one line each.</summary>
internal static class LocalTargets
{
    public static ImmutableArray<LocalTarget> All { get; } =
    [
        new AutoTarget(),
        new StateVectorTarget(),
        new ExhaustiveTarget(),
    ];
}
