using Coupler.Local.Solvers;
using Coupler.Local.Spins;

namespace Coupler.Local.PopulationAnnealing;

/// <summary>
/// Population annealing (K. Hukushima, Y. Iba, AIP Conf. Proc. 690, 2003; J. Machta, Phys. Rev. E 82, 2010): members make sweeps
/// of Metropolis proposals while they cool together. A step from β to β′ gives each the weight e^(−(β′ − β)·E); when the weights
/// have become uneven, each member has so many copies as its part of the weights is, rounded up or down by chance, and all weigh
/// the same again. The number of members changes a little.
/// </summary>
internal sealed class CoolingPopulation(SpinSystem system, PopulationAnnealingParameters parameters) : Solver
{
    private readonly RangeSchedule beta = parameters.Beta ?? RangeOf(system);
    private readonly SpareStates spare = new(system);
    private List<SpinState> members = [];
    private List<double> logWeights = [];

    public override void Run(SolverRun run)
    {
        Fill(run);
        var before = 0.0;
        for (var step = 0; step < parameters.Sweeps; step++)
        {
            var now = beta.At(step, parameters.Sweeps);
            for (var i = 0; i < members.Count; i++) logWeights[i] -= (now - before) * members[i].Energy;
            before = now;
            if (IsUneven()) Resample(run);
            run.CountPopulation(members.Count);
            foreach (var member in members)
            {
                if (run.IsOver) return;
                run.Flips += member.Sweep(now, run.Random);
                run.Proposals += system.Count;
                run.Offer(member);
            }
        }
    }

    private void Fill(SolverRun run)
    {
        foreach (var member in members) spare.Return(member);
        members = [];
        for (var i = 0; i < parameters.Population; i++)
        {
            members.Add(spare.Take());
            run.Start(members[i]);
        }

        logWeights = [.. members.Select(_ => 0.0)];
    }

    /// <summary>Whether (Σ w)² / Σ w² is less than the population divided by alpha.</summary>
    private bool IsUneven()
    {
        var (sum, squares, largest) = (0.0, 0.0, logWeights.Max());
        foreach (var log in logWeights)
        {
            var weight = Math.Exp(log - largest);
            sum += weight;
            squares += weight * weight;
        }

        return sum * sum / squares < members.Count / parameters.Alpha;
    }

    private void Resample(SolverRun run)
    {
        var largest = logWeights.Max();
        var sum = logWeights.Sum(log => Math.Exp(log - largest));
        var next = new List<SpinState>(members.Count);
        for (var i = 0; i < members.Count; i++)
        {
            var share = parameters.Population * Math.Exp(logWeights[i] - largest) / sum;
            var copies = (int)Math.Floor(share + run.Random.Words.Uniform());
            for (var copy = 0; copy < copies; copy++) next.Add(spare.CopyOf(members[i]));
        }

        // All may be rounded down; the best goes on.
        if (next.Count == 0) next.Add(spare.CopyOf(members.MinBy(member => member.Energy)!));
        foreach (var member in members) spare.Return(member);
        members = next;
        logWeights = [.. members.Select(_ => 0.0)];
    }

    private static RangeSchedule RangeOf(SpinSystem system)
    {
        var (start, stop, isGeometric) = AnnealingSchedule.Of(system);
        return new(start, stop, isGeometric ? RangeShape.Geometric : RangeShape.Linear);
    }
}
