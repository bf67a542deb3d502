using System.Collections.Immutable;
using Coupler.Circuits;
using Coupler.Local.Exhaustive;
using Coupler.Local.Solvers;
using Coupler.Local.Spins;
using Coupler.Problems;

namespace Coupler.Local.Optimiser;

/// <summary>One job: reduces the problem, solves its parts, the small ones exactly, and puts them together.</summary>
internal sealed class Optimisation(
    Problem problem, OptimiserParameters parameters, long seed, Action<JobProgress> progress)
{
    /// <summary>Without a time limit there are so many searches, on however many threads.</summary>
    public const int Searches = 4;

    /// <summary>A part of so many variables is searched exhaustively, unless its terms make that too much work.</summary>
    private const int MostExact = 20;

    /// <summary>Numbers to add up: some tenths of a second.</summary>
    private const double MostWork = 1 << 28;

    private readonly long began = TimeProvider.System.GetTimestamp();
    private readonly List<ProblemResult> parts = [];
    private CancellationToken cancelled;
    private CouplingGraph? graph;

    /// <summary>Whether the whole has the target cost with these values of its largest part; null if that is the whole.</summary>
    private Func<BitString, bool>? isEnough;
    private double rest;

    /// <summary>Ends at the time limit and when it is cancelled, with the best so far.</summary>
    public ProblemResult Run(CancellationToken cancellationToken)
    {
        cancelled = cancellationToken;
        var reduced = Reduce();
        if (reduced is null) return SolvePart(problem, 1);

        // The small parts first: what they cost is known when the cost of the largest is told.
        var components = reduced.Components.Reverse().ToArray();
        var values = new BitString[components.Length];
        var variables = components.Sum(component => component.Spins.Length);
        for (var c = 0; c < components.Length; c++)
        {
            var isLargest = c == components.Length - 1;
            if (isLargest) rest = RestOf(reduced, values);
            if (isLargest) isEnough = largest => problem.Cost(Whole(reduced, values, largest)) <= parameters.TargetCost;
            var (part, spins) = components[c];
            parts.Add(SolvePart(part, (double)spins.Length / variables, spins, isLargest));
            values[c] = parts[^1].Best.Values;
            variables -= spins.Length;
        }

        return Whole(reduced, values);
    }

    /// <summary>Null if there is nothing to gain: the problem is searched as it is.</summary>
    private ReducedProblem? Reduce()
    {
        if (!problem.Squares.IsEmpty || problem.Terms.Any(term => term.Degree > 2)) return null;
        if (problem.VariableCount <= MostExact) return null;
        graph = CouplingGraph.Of(problem);
        if (!Presolve.IsWorthwhile(graph)) return null;
        var reduced = Presolve.Run(graph, () => cancelled.IsCancellationRequested || Left() == TimeSpan.Zero);
        return reduced.Components is [var only] && only.Spins.Length == problem.VariableCount ? null : reduced;
    }

    /// <param name="share">Of the time that is left.</param>
    /// <param name="spins">Which of the whole they are; null for all.</param>
    /// <param name="isLargest">What the others cost is known: costs of the whole can be told, and a target be reached.</param>
    private ProblemResult SolvePart(Problem part, double share, int[]? spins = null, bool isLargest = true)
    {
        var until = Left() is { } left ? left * (1 - share) : (TimeSpan?)null;
        var start = parameters.Start is { } given && spins is not null
            ? BitString.FromBits([.. spins.Select(spin => given[spin])])
            : parameters.Start;
        var isSmall = part.VariableCount <= MostExact && GrayCodeSearch.WorkOf(part) <= MostWork;
        if (!isSmall) return Search(part, until, start, isLargest);

        // A proof has half the time of its part; without it, the search goes on from the best there is.
        var settings = new ExhaustiveParameters { Solutions = parameters.Solutions, TimeLimit = (Left() - until) / 2 };
        var exact = ExhaustiveTarget.Solve(part, settings, _ => { }, cancelled);
        if (exact.IsOptimal) return exact;
        if (cancelled.IsCancellationRequested) return WithTimesOfWhole(exact);
        var best = start is { } values && part.Cost(values) <= exact.Best.Cost ? values : exact.Best.Values;
        var found = Search(part, until, best, isLargest);
        var (tried, report) = (exact.Report!, found.Report!);
        return found with
        {
            Report = report with
            {
                Runs = report.Runs + tried.Runs,
                Proposals = report.Proposals + tried.Proposals,
                Flips = report.Flips + tried.Flips,
            },
        };
    }

    /// <param name="until">So much of the time is to be left in the end; null if time is no limit.</param>
    private ProblemResult Search(Problem part, TimeSpan? until, BitString? start, bool isLargest)
    {
        var settings = parameters with
        {
            TimeLimit = Left() is { } left && left > until ? left - until : until is null ? null : TimeSpan.Zero,
            TargetCost = isLargest ? TargetOfPart() : null,
            Start = start,
        };
        Action<JobProgress> tell = isLargest ? Tell : static _ => { };
        var job = new SolverJob(part, settings, parameters.TimeLimit is null ? Searches : null, seed, tell, isEnough);
        var tour = TourStructure.Of(part);
        var result = job.Run(
            system => tour is null ? new MemeticSearch(system, parameters) : new TourSearch(tour, system, parameters),
            cancelled,
            part == problem && graph is { } known ? () => known : null);
        return WithTimesOfWhole(result);
    }

    /// <summary>A little more than it may be, since the rest is rounded: the cost of the whole decides.</summary>
    private double? TargetOfPart()
    {
        const double rounding = 1e-9;
        return isEnough is null ? parameters.TargetCost : parameters.TargetCost - rest + (rounding * Math.Abs(rest));
    }

    private void Tell(JobProgress now) => progress(now with { Unit = "searches", Best = now.Best + rest });

    /// <summary>Costs of the whole problem and times since the beginning of the whole.</summary>
    private ProblemResult WithTimesOfWhole(ProblemResult result)
    {
        var report = result.Report!;
        var now = TimeProvider.System.GetElapsedTime(began);
        var before = now - report.Duration;
        ImmutableArray<CostAt> trace = [.. report.Trace.Select(at => new CostAt(at.Elapsed + before, at.Cost + rest))];
        return result with { Report = report with { Duration = now, Trace = trace } };
    }

    /// <summary>What there is in the cost of the whole problem beside that of its largest part.</summary>
    private double RestOf(ReducedProblem reduced, BitString[] values)
    {
        var largest = reduced.Components[0].Problem;
        var none = new BitString(new ulong[(largest.VariableCount + 63) / 64], largest.VariableCount);
        return problem.Cost(Whole(reduced, values, none)) - largest.Cost(none);
    }

    /// <summary>The values of the whole problem.</summary>
    /// <param name="values">Of the parts, the largest last.</param>
    /// <param name="largest">Take the place of the last.</param>
    private static BitString Whole(ReducedProblem reduced, BitString[] values, BitString largest) =>
        reduced.Expand(values.Length == 0 ? [] : [largest, .. values.AsEnumerable().Reverse().Skip(1)]);

    private ProblemResult Whole(ReducedProblem reduced, BitString[] values)
    {
        var solutions = new SolutionPool(parameters.Solutions);
        ImmutableArray<Solution> last = parts.Count == 0 ? [new Solution(default, 0)] : parts[^1].Solutions;
        foreach (var solution in last)
        {
            var whole = Whole(reduced, values, solution.Values);
            solutions.Add(whole, problem.Cost(whole), solution.Occurrences);
        }

        var found = solutions.ToSolutions();
        var isOptimal = parts.All(part => part.IsOptimal);
        var duration = TimeProvider.System.GetElapsedTime(began);
        return new ProblemResult
        {
            Solutions = found,
            IsOptimal = isOptimal,
            Bound = isOptimal ? found[0].Cost : null,
            Report = new SolverReport
            {
                Duration = duration,
                Runs = parts.Sum(part => part.Report!.Runs),
                Proposals = parts.Sum(part => part.Report!.Proposals),
                Flips = parts.Sum(part => part.Report!.Flips),
                Trace = TraceTo(found[0].Cost, duration),
            },
        };
    }

    /// <summary>That of the largest part, if it was searched; its end is made to agree.</summary>
    private ImmutableArray<CostAt> TraceTo(double cost, TimeSpan duration)
    {
        if (parts is not [.., { IsOptimal: false } largest]) return [new(duration, cost)];
        var trace = largest.Report!.Trace;
        return [.. trace.TakeWhile(at => at.Cost > cost), new(trace[^1].Elapsed, cost)];
    }

    /// <summary>Null if time is no limit.</summary>
    private TimeSpan? Left()
    {
        if (parameters.Limit is not { } limit) return null;
        var left = limit - TimeProvider.System.GetElapsedTime(began);
        return left > TimeSpan.Zero ? left : TimeSpan.Zero;
    }
}
