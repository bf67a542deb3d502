using System.ComponentModel.DataAnnotations;
using System.Text.Json;

namespace Coupler.Local.SimulatedBifurcation;

/// <summary>Settings of <c>local.simulated-bifurcation</c>, by the names of Toshiba's service.</summary>
public sealed record SimulatedBifurcationParameters : SolverParameters
{
    private const int UsualSteps = 1_000;
    private const int UsualLoops = 32;

    /// <summary>How many steps of time each run makes. Default 0: 1,000; at most 100,000,000.</summary>
    [Range(0, 100_000_000)]
    public int Steps { get; init; }

    /// <summary>
    /// How many runs there are, each from other positions. Default null: 32, or with a <see cref="SolverParameters.TimeLimit"/>
    /// as many as there is time for; 1 to 10,000,000.
    /// </summary>
    [Range(1, 10_000_000)]
    public int? Loops { get; init; }

    /// <summary>The step of time: more than 0, at most 1. Default 0.5.</summary>
    public double? Dt { get; init; }

    /// <summary>
    /// The strength of the couplings, in which the weights are multiplied; 0 or more. Default 0: ½·√(n − 1) / √(Σ J² + Σ h²), J
    /// over all pairs in both orders.
    /// </summary>
    public double C { get; init; }

    /// <summary>Default discrete.</summary>
    public BifurcationAlgorithm Algorithm { get; init; }

    /// <summary>
    /// Tries both algorithms and steps of time of 1, ½ and ¼ in turn, run after run; what is given for them does not count.
    /// Default false.
    /// </summary>
    public bool Auto { get; init; }

    internal int StepCount => Steps == 0 ? UsualSteps : Steps;

    internal int? Runs => RunsOf(Loops, UsualLoops);

    public override JsonElement ToJson() =>
        JsonSerializer.SerializeToElement(this, SimulatedBifurcationJson.Default.SimulatedBifurcationParameters);

    internal (BifurcationAlgorithm Algorithm, double Dt) VariantOf(int run) => Auto
        ? ((BifurcationAlgorithm)(run % 2), Math.ScaleB(1, -(run / 2 % 3)))
        : (Algorithm, Dt ?? 0.5);
}
