using Coupler.Local.Solvers;
using Coupler.Local.Spins;

namespace Coupler.Local.Optimiser;

/// <summary>
/// A population of good solutions (P. Moscato: On evolution, search, optimization, genetic algorithms and martial arts, Caltech
/// C3P 826, 1989). Each round makes a new one: from random values until there are enough, then from two that are mixed, of which
/// what they have in common stays. It is improved, by annealing from a lower temperature or by tabu search where couplings are
/// dense; then by whole parts in which it differs from the others; and takes the place of the worst if it is better and new. The
/// longer nothing new is found, the longer the annealings become, and in the end the population starts anew.
/// </summary>
internal sealed class MemeticSearch : Solver
{
    private const int Size = 16;

    /// <summary>So many are there before any are mixed; from then on every second is new until there are all.</summary>
    private const int Fewest = 3;

    /// <summary>Of the first annealings, and by how much they become longer after a round that brought nothing new.</summary>
    private const int FirstSweeps = 300;
    private const double Longer = 1.02;
    private const int MostSweeps = 100 * FirstSweeps;

    /// <summary>
    /// Where in the schedule a mixed solution is reheated, on average; and one of groups, which is not mixed and whose schedule
    /// is geometric.
    /// </summary>
    private const double Reheat = 0.15;
    private const double ReheatOfGroups = 0.5;

    /// <summary>So many rounds without anything new, for each member, end a population.</summary>
    private const int Patience = 4;

    /// <summary>Where nothing else ends it, a search ends when so many populations had the best.</summary>
    private const int Confirmations = 3;

    /// <summary>Moves of a tabu search without a better cost, for each variable.</summary>
    private const int TabuPatience = 10;

    private readonly SpinSystem system;
    private readonly OptimiserParameters parameters;
    private readonly SpinState state;
    private readonly Annealer annealer;
    private readonly TabuWalk walk;
    private readonly Recombination? recombination;
    private readonly List<(double Energy, int[] Signs)> population = [];
    private double sweeps;
    private int idle;

    public MemeticSearch(SpinSystem system, OptimiserParameters parameters)
    {
        this.system = system;
        this.parameters = parameters;
        state = system.CreateState();
        annealer = new Annealer(AnnealingSchedule.Of(system));
        walk = new TabuWalk(system);
        recombination = system is SparseSystem sparse ? new Recombination(sparse) : null;
    }

    public override void Run(SolverRun run)
    {
        run.Start(state);
        population.Clear();
        (sweeps, idle) = (FirstSweeps, 0);
        var reheat = system.Groups.IsEmpty ? Reheat : ReheatOfGroups;
        var (best, found) = (double.PositiveInfinity, 0);
        for (var round = 0; round < (parameters.Rounds ?? int.MaxValue) && !run.IsOver; round++)
        {
            var isFirst = population.Count < Fewest || (population.Count < Size && (run.Random.Words.Next() & 1) == 0);
            if (!isFirst) Mix(run.Random);
            else if (round > 0) run.Start(state);
            Improve(run, isFirst ? 0 : reheat * (0.5 + run.Random.Words.Uniform()));
            if (Insert())
            {
                idle = 0;
                continue;
            }

            sweeps = Math.Min(sweeps * Longer, MostSweeps);
            if (++idle < Patience * Size) continue;
            found = run.Energy < best ? 1 : population.Exists(member => member.Energy <= best) ? found + 1 : found;
            if (found >= Confirmations && parameters is { TimeLimit: null, Rounds: null }) return;
            (best, idle) = (run.Energy, 0);
            population.Clear();
        }
    }

    private void Improve(SolverRun run, double part)
    {
        var isDense = system is DenseSystem && system.Groups.IsEmpty;
        if (isDense) walk.Run(state, run, int.MaxValue, tenure: 0, TabuPatience * system.Count);
        else annealer.Run(state, run, (int)sweeps, part);
        if (recombination is null) return;
        foreach (var (_, signs) in population) recombination.Improve((IntegerState)state, signs);
        run.Offer(state);
    }

    /// <summary>Of each spin in which two members differ, the value of one of them by chance.</summary>
    private void Mix(SpinRandom random)
    {
        var first = population[random.Words.Below(population.Count)].Signs;
        if (!system.Groups.IsEmpty)
        {
            // Mixed, the groups would not have as many ones as they should.
            state.Set(first);
            return;
        }

        var second = population[random.Words.Below(population.Count)].Signs;

        // Where costs do not change when all spins are flipped, two that are alike may look opposite.
        var turn = Distance(first, second) > system.Count / 2 ? -1 : 0;
        var signs = new int[system.PaddedCount];
        for (var i = 0; i < signs.Length; i++) signs[i] = (random.Words.Next() & 1) == 0 ? first[i] : second[i] ^ turn;
        state.Set(signs);
    }

    private bool Insert()
    {
        var worst = 0;
        for (var i = 0; i < population.Count; i++)
        {
            var (energy, signs) = population[i];
            if (energy == state.Energy && Distance(signs, state.Signs) is var apart && (apart == 0 || apart == system.Count))
            {
                return false;
            }

            if (energy > population[worst].Energy) worst = i;
        }

        if (population.Count < Size) population.Add((state.Energy, [.. state.Signs]));
        else if (state.Energy < population[worst].Energy) population[worst] = (state.Energy, [.. state.Signs]);
        else return false;
        return true;
    }

    private int Distance(ReadOnlySpan<int> first, ReadOnlySpan<int> second)
    {
        var apart = 0;
        for (var i = 0; i < system.Count; i++) apart += first[i] == second[i] ? 0 : 1;
        return apart;
    }
}
