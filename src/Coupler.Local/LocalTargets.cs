using System.Collections.Immutable;
using Coupler.Local.Auto;
using Coupler.Local.Exhaustive;
using Coupler.Local.SimulatedAnnealing;
using Coupler.Local.StateVector;

namespace Coupler.Local;

/// <summary>The targets of this process, one line each.</summary>
internal static class LocalTargets
{
    /// <summary>In the order in which <see cref="AutoTarget"/> asks them.</summary>
    private static readonly ImmutableArray<LocalTarget> Simulators =
    [
        new StateVectorTarget(),
    ];

    public static ImmutableArray<LocalTarget> All { get; } =
    [
        new AutoTarget(Simulators),
        .. Simulators,
        new ExhaustiveTarget(),
        new SimulatedAnnealingTarget(),
    ];
}
