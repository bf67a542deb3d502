using System.Collections.Immutable;
using Coupler.Local.Auto;
using Coupler.Local.Exhaustive;
using Coupler.Local.Optimiser;
using Coupler.Local.ParallelTempering;
using Coupler.Local.PathRelinking;
using Coupler.Local.PopulationAnnealing;
using Coupler.Local.QuantumMonteCarlo;
using Coupler.Local.SimulatedAnnealing;
using Coupler.Local.SimulatedBifurcation;
using Coupler.Local.StateVector;
using Coupler.Local.SubstochasticMonteCarlo;
using Coupler.Local.Tabu;

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
        new OptimiserTarget(),
        new ExhaustiveTarget(),
        new SimulatedAnnealingTarget(),
        new ParallelTemperingTarget(),
        new PopulationAnnealingTarget(),
        new TabuTarget(),
        new PathRelinkingTarget(),
        new QuantumMonteCarloTarget(),
        new SubstochasticMonteCarloTarget(),
        new SimulatedBifurcationTarget(),
    ];
}
