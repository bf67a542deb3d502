using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Coupler.Local.Spins;
using Coupler.Problems;
using Microsoft.Extensions.Options;

namespace Coupler.Local.Solvers;

/// <summary>A target that solves problems, in whatever way: its settings, what it refuses and what it needs.</summary>
/// <param name="id">Starts with <c>local.</c>.</param>
/// <param name="json">How a store keeps its parameters.</param>
/// <param name="ranges">Checks the ranges that stand on its parameters.</param>
/// <param name="mostVariables">How many it takes; null if only memory limits it.</param>
internal abstract class ProblemTarget<TParameters>(
    string id,
    string description,
    JsonTypeInfo<TParameters> json,
    IValidateOptions<TParameters> ranges,
    int? mostVariables = null,
    params string[] aliases) : LocalTarget
    where TParameters : SolverParameters, new()
{
    private static readonly TimeSpan LongestTime = TimeSpan.FromDays(30);

    public override Target Target { get; } = new()
    {
        Id = id,
        Provider = "local",
        Kind = TargetKind.Solver,
        Description = description,
        Aliases = [.. aliases],
        Formats = [QuboFormat.Name, IsingFormat.Name, PuboFormat.Name],
        MaxQubits = mostVariables,
    };

    public override void Validate(Workload workload, JobOptions options)
    {
        var problem = (Problem)workload;
        var parameters = ParametersOf(options.Parameters);
        Check(parameters, problem);
        var sum = problem.Terms.Sum(term => Math.Abs(term.Weight)) + problem.Squares.Sum(LargestOf);
        if (!double.IsFinite(sum)) throw new TargetRefusedException(id, "the weights sum up to more than a number can hold.");
        NeedOf(problem, parameters);
    }

    public override PreparedRun Prepare(Workload workload, JobOptions options, CancellationToken cancellationToken)
    {
        var problem = (Problem)workload;
        var parameters = ParametersOf(options.Parameters);
        return new(NeedOf(problem, parameters), (progress, token) =>
            ProblemResultFormat.Write(Solve(problem, parameters, options.Seed ?? 0, progress, token)));
    }

    /// <summary>What is wrong beyond the ranges of single settings; null if nothing is.</summary>
    protected virtual string? FindWrong(TParameters parameters) => null;

    /// <summary>What the problem takes that threads share.</summary>
    protected virtual SpinMemory MemoryOf(Problem problem) => SpinSystem.MemoryOf(problem);

    /// <summary>How many states of all spins each thread holds.</summary>
    protected virtual int StatesOf(TParameters parameters) => 1;

    /// <summary>How many threads it uses.</summary>
    protected virtual int ThreadsOf(TParameters parameters) =>
        Math.Min(parameters.Threads ?? int.MaxValue, Environment.ProcessorCount);

    /// <summary>Refuses what the algorithm cannot do.</summary>
    /// <exception cref="TargetRefusedException">It cannot solve such a problem.</exception>
    protected virtual void Check(TParameters parameters, Problem problem)
    {
        if (parameters.Start is { } start && start.Length != problem.VariableCount)
        {
            throw new ArgumentException(
                $"Start has {start.Length} values; the problem has {problem.VariableCount} variables.", nameof(parameters));
        }
    }

    protected abstract ProblemResult Solve(
        Problem problem, TParameters parameters, long seed, Action<JobProgress> progress, CancellationToken cancellationToken);

    /// <summary>The settings of a job: its own record, or what a store kept of it; null gives the defaults.</summary>
    /// <exception cref="ArgumentException">They belong to another target, or a value is out of range.</exception>
    private TParameters ParametersOf(TargetParameters? parameters)
    {
        if (parameters is null) return new TParameters();
        var own = parameters as TParameters ?? Read(parameters.ToJson());
        var outcome = ranges.Validate(null, own);
        if (outcome.Failed) throw new ArgumentException(outcome.FailureMessage, nameof(parameters));
        var wrong = own.TimeLimit is { } limit && (limit <= TimeSpan.Zero || limit > LongestTime)
                ? $"TimeLimit is {limit}; it must be more than 0 and at most {LongestTime.Days} days."
            : own.TargetCost is { } cost && double.IsNaN(cost) ? "TargetCost is no number."
            : FindWrong(own);
        return wrong is null ? own : throw new ArgumentException(wrong, nameof(parameters));
    }

    private TParameters Read(JsonElement stored)
    {
        try
        {
            return WithDefaults(stored).Deserialize(json)
                ?? throw new ArgumentException($"The parameters of {id} are a JSON object, not null.", nameof(stored));
        }
        catch (JsonException exception)
        {
            var names = string.Join(", ", json.Properties.Select(property => property.Name));
            throw new ArgumentException($"The parameters of {id} are {names}: {exception.Message}", nameof(stored), exception);
        }
    }

    /// <summary>What is not given is as in a new record, not 0, as the serializer would have it.</summary>
    private static JsonNode? WithDefaults(JsonElement stored)
    {
        if (stored.ValueKind != JsonValueKind.Object) return JsonNode.Parse(stored.GetRawText());
        var all = JsonObject.Create(new TParameters().ToJson())!;
        foreach (var property in stored.EnumerateObject()) all[property.Name] = JsonNode.Parse(property.Value.GetRawText());
        return all;
    }

    /// <returns>In bytes.</returns>
    /// <exception cref="TargetRefusedException">This machine never has so much.</exception>
    private long NeedOf(Problem problem, TParameters parameters)
    {
        var memory = new SolverMemory(MemoryOf(problem), StatesOf(parameters), ThreadsOf(parameters));
        return memory.Refusal() is { } refusal ? throw new TargetRefusedException(id, refusal) : (long)memory.Bytes;
    }

    /// <summary>No value of a squared sum is larger.</summary>
    private static double LargestOf(SquaredSum square)
    {
        var sum = square.Terms.Sum(term => Math.Abs(term.Weight));
        return Math.Abs(square.Weight) * sum * sum;
    }
}
