using Coupler.Local.Solvers;
using Coupler.Local.Spins;

namespace Coupler.Local.QuantumMonteCarlo;

/// <summary>
/// Path-integral Monte Carlo of the model in a transverse field (G. E. Santoro, R. Martoňák, E. Tosatti, R. Car, Science 295,
/// 2002). Formula: P slices with the weight e^(−β/P·Σ E(sᵏ) + K·Σ sᵢᵏ·sᵢᵏ⁺¹), K = −½·ln tanh(β·Γ/P), slices in a ring. A sweep
/// proposes to flip each spin in each slice, and then each spin in all slices at once. The field Γ falls evenly.
/// </summary>
internal sealed class PathIntegral : Solver
{
    /// <summary>At a field of 0 slices would be tied for ever: e⁻²ᴷ is kept above 10⁻⁹.</summary>
    private const double MostCoupling = 10;

    private readonly SpinSystem system;
    private readonly QuantumMonteCarloParameters parameters;
    private readonly SpinState[] slices;
    private readonly double betaStart;
    private readonly double fieldStart;

    public PathIntegral(SpinSystem system, QuantumMonteCarloParameters parameters)
    {
        this.system = system;
        this.parameters = parameters;
        slices = [.. Enumerable.Range(0, parameters.TrotterNumber).Select(_ => system.CreateState())];

        // Each slice about as cold as the middle of an annealing; the field as strong as the usual couplings.
        var usual = parameters.TrotterNumber * AnnealingSchedule.Of(system).Stop / 2;
        betaStart = parameters.BetaStart ?? Math.Min(usual, parameters.BetaStop ?? double.MaxValue);
        fieldStart = parameters.TransverseFieldStart
            ?? Math.Max(parameters.TransverseFieldStop, system.Scale.UsualField == 0 ? 1 : system.Scale.UsualField);
    }

    public override void Run(SolverRun run)
    {
        foreach (var slice in slices) run.Start(slice);
        for (var sweep = 0; sweep < parameters.Sweeps; sweep++)
        {
            var part = parameters.Sweeps > 1 ? sweep / (parameters.Sweeps - 1.0) : 1;
            var beta = betaStart + (part * ((parameters.BetaStop ?? betaStart) - betaStart));
            var field = fieldStart + (part * (parameters.TransverseFieldStop - fieldStart));
            var perSlice = beta / slices.Length;
            var coupling = Math.Min(MostCoupling, -0.5 * Math.Log(Math.Tanh(perSlice * field)));
            for (var k = 0; k < slices.Length; k++)
            {
                if (run.IsOver) return;
                SweepSlice(k, perSlice, coupling, run);
            }

            FlipWhole(perSlice, run);
            foreach (var slice in slices) run.Offer(slice);
        }
    }

    private void SweepSlice(int k, double beta, double coupling, SolverRun run)
    {
        var slice = slices[k];
        var (before, after) = (slices[(k + slices.Length - 1) % slices.Length], slices[(k + 1) % slices.Length]);
        for (var i = 0; i < system.Count; i++)
        {
            // Signs are 0 and −1: where two agree, their exclusive or is 0, and the product of the spins +1.
            var alike = 2 + (2 * (slice.Signs[i] ^ before.Signs[i])) + (2 * (slice.Signs[i] ^ after.Signs[i]));
            var action = (beta * slice.Delta(i)) + (2 * coupling * alike);
            if (action > 0 && action > run.Random.Words.Exponential()) continue;
            slice.Flip(i);
            run.Flips++;
        }

        run.Proposals += system.Count;
    }

    /// <summary>What binds the slices does not change.</summary>
    private void FlipWhole(double beta, SolverRun run)
    {
        for (var i = 0; i < system.Count; i++)
        {
            var delta = 0.0;
            foreach (var slice in slices) delta += slice.Delta(i);
            if (delta > 0 && beta * delta > run.Random.Words.Exponential()) continue;
            foreach (var slice in slices) slice.Flip(i);
            run.Flips += slices.Length;
        }

        run.Proposals += system.Count;
    }
}
