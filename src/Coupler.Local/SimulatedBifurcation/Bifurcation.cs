using Coupler.Local.Solvers;
using Coupler.Local.Spins;

namespace Coupler.Local.SimulatedBifurcation;

/// <summary>
/// Simulated bifurcation (H. Goto, K. Endo, M. Suzuki et al.: High-performance combinatorial optimization based on classical
/// mechanics, Science Advances 7, 2021). Formula, a step of dt: yᵢ += (−(1 − a)·xᵢ − c·(hᵢ + Σ Jᵢⱼ·zⱼ))·dt, xᵢ += yᵢ·dt, with z =
/// x (ballistic) or its sign (discrete), and a rising from 0 to 1; a position beyond ±1 stops there. Spins are the signs. In the
/// end, and now and then before, sweeps that only improve follow.
/// </summary>
internal sealed class Bifurcation : Solver
{
    private const int StepsPerLook = 50;
    private const int QuenchSweeps = 3;

    /// <summary>The positions and momenta at the start are at most so large.</summary>
    private const double Spread = 0.1;

    private readonly CouplingGraph graph;
    private readonly SimulatedBifurcationParameters parameters;
    private readonly SpinState state;
    private readonly double strength;
    private readonly double[] positions;
    private readonly double[] momenta;
    private readonly double[] acting;
    private readonly int[] signs;

    public Bifurcation(CouplingGraph graph, SpinSystem system, SimulatedBifurcationParameters parameters)
    {
        this.graph = graph;
        this.parameters = parameters;
        state = system.CreateState();
        (positions, momenta, acting) = (new double[graph.Count], new double[graph.Count], new double[graph.Count]);
        signs = new int[system.PaddedCount];
        var squares = graph.Weights.Sum(weight => weight * weight) + graph.Fields.Sum(field => field * field);
        strength = parameters.C > 0 ? parameters.C
            : squares > 0 ? 0.5 * Math.Sqrt(Math.Max(1, graph.Count - 1) / squares)
            : 0;
    }

    public override void Run(SolverRun run)
    {
        var (algorithm, dt) = parameters.VariantOf(run.Number);
        run.Start(state);
        state.Signs.CopyTo(signs, 0);
        for (var i = 0; i < graph.Count; i++)
        {
            positions[i] = Spread * run.Random.Words.Uniform() * (1 + (2 * state.Signs[i]));
            momenta[i] = Spread * ((2 * run.Random.Words.Uniform()) - 1);
        }

        for (var step = 1; step <= parameters.StepCount; step++)
        {
            if (run.IsOver) return;
            Step(algorithm, (double)step / parameters.StepCount, dt);
            run.Proposals += graph.Count;
            if (step % StepsPerLook == 0 || step == parameters.StepCount) Look(run);
        }
    }

    private void Step(BifurcationAlgorithm algorithm, double pump, double dt)
    {
        for (var i = 0; i < positions.Length; i++)
        {
            acting[i] = algorithm == BifurcationAlgorithm.Discrete ? Math.Sign(positions[i]) : positions[i];
        }

        for (var i = 0; i < positions.Length; i++)
        {
            var force = graph.Fields[i];
            for (var k = graph.Starts[i]; k < graph.Starts[i + 1]; k++) force += graph.Weights[k] * acting[graph.Neighbours[k]];
            momenta[i] += ((-(1 - pump) * positions[i]) - (strength * force)) * dt;
        }

        for (var i = 0; i < positions.Length; i++)
        {
            positions[i] += momenta[i] * dt;
            if (Math.Abs(positions[i]) <= 1) continue;
            (positions[i], momenta[i]) = (Math.Sign(positions[i]), 0);
        }
    }

    private void Look(SolverRun run)
    {
        for (var i = 0; i < positions.Length; i++)
        {
            var sign = positions[i] < 0 ? -1 : 0;
            if (sign != signs[i]) run.Flips++;
            signs[i] = sign;
        }

        state.Set(signs);
        run.Offer(state);
        for (var sweep = 0; sweep < QuenchSweeps; sweep++) run.Flips += state.Quench(run.Random);
        run.Offer(state);
    }
}
