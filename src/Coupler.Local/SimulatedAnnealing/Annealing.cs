using System.Runtime.Intrinsics;
using Coupler.Circuits;
using Coupler.Local.Spins;

namespace Coupler.Local.SimulatedAnnealing;

/// <summary>
/// Simulated annealing (S. Kirkpatrick, C. D. Gelatt, M. P. Vecchi: Optimization by simulated annealing, Science 220, 1983): from
/// random values, sweeps of <see cref="MetropolisSweep"/> at inverse temperatures that rise evenly, then a quench.
/// </summary>
internal sealed class Annealing
{
    /// <summary>Sweeps that take only what is no worse, after the last temperature.</summary>
    private const int QuenchSweeps = 2;

    private readonly SpinModel model;
    private readonly SpinState state;
    private readonly int[] best;

    public Annealing(SpinModel model)
    {
        this.model = model;
        state = new SpinState(model);
        best = new int[state.PaddedCount];
    }

    /// <summary>The least energy of the last run, in units.</summary>
    public long Energy { get; private set; }

    /// <summary>The values that have it.</summary>
    public BitString Bits => SpinState.ToBits(best.AsSpan(0, model.Count));

    /// <param name="seed">With the number of the run it decides all of it.</param>
    /// <param name="cancellationToken">Ends the run with the best so far.</param>
    public void Run(long seed, int number, int sweeps, AnnealingSchedule schedule, CancellationToken cancellationToken)
    {
        var random = new RandomLanes(seed, number);
        Scatter(ref random);
        Keep();
        for (var sweep = 0; sweep < sweeps + QuenchSweeps; sweep++)
        {
            if (cancellationToken.IsCancellationRequested) return;
            MetropolisSweep.Run(state, BetaOf(sweep, sweeps, schedule), ref random);
            if (state.Energy < Energy) Keep();
        }
    }

    /// <summary>Per unit of energy.</summary>
    private double BetaOf(int sweep, int sweeps, AnnealingSchedule schedule)
    {
        if (sweep >= sweeps) return float.MaxValue / 4;
        var part = sweeps > 1 ? sweep / (sweeps - 1.0) : 1;
        return model.Unit.Of(1) * (schedule.Start + (part * (schedule.Stop - schedule.Start)));
    }

    private void Keep()
    {
        Energy = state.Energy;
        state.Signs.CopyTo(best, 0);
    }

    private void Scatter(ref RandomLanes random)
    {
        Span<int> signs = new int[state.PaddedCount];
        for (var i = 0; i < signs.Length; i += SpinState.Lanes) (random.NextBits().AsInt32() >> 31).CopyTo(signs[i..]);
        state.Set(signs);
    }
}
