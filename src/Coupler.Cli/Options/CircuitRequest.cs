using System.CommandLine;
using Coupler.Circuits;
using Coupler.Local.StateVector;

namespace Coupler.Cli.Options;

/// <summary>A circuit file, where it runs and how: what <c>run</c> and <c>submit</c> have in common.</summary>
internal sealed class CircuitRequest
{
    private const int LongestName = 200;

    private readonly CircuitArgument file = new();
    private readonly Option<string?> target = new("--target")
    {
        Description = "Where it runs: the id or alias of a target, see 'coupler targets'. Default: simulator.",
        HelpName = "target",
    };

    private readonly NumberOption<int> shots = new("--shots", "How often it is run. Default: 1000.", 1, 100_000_000);
    private readonly NumberOption<long> seed = new(
        "--seed", "The same seed gives the same result. Default: drawn anew, and printed.", 0, long.MaxValue);

    private readonly ChoiceOption<Precision> precision = new(
        "--precision",
        "Of the amplitudes, where the state vector is simulated. Default: float64.",
        ("float32", Precision.Float32),
        ("float64", Precision.Float64));

    private readonly AmountOption maxCost = new(
        "--max-cost", "The most that it may cost, in the currency of the target; else it is refused. Default: no limit.");

    private readonly InputOption inputs = new();

    public void AddTo(Command verb)
    {
        verb.Add(file);
        foreach (var option in (ReadOnlySpan<Option>)[target, shots, seed, precision, maxCost, inputs]) verb.Add(option);
    }

    /// <summary>The file, as it was named.</summary>
    public string PathOf(ParseResult parsed) => parsed.GetRequiredValue(file);

    /// <summary>The circuit, with every input given; the first Ctrl-C ends the reading.</summary>
    /// <exception cref="IOException">The file is not there, cannot be read, or has nothing to run.</exception>
    public Task<Circuit> ReadAsync(ParseResult parsed, CancellationToken cancellationToken) =>
        Interruptible.RunAsync(() => ReadFileAsync(parsed, cancellationToken), cancellationToken);

    /// <summary>The job is named by its file.</summary>
    public JobOptions OptionsOf(ParseResult parsed)
    {
        var defaults = new JobOptions();
        var name = PathOf(parsed) == "-" ? "standard input" : Path.GetFileName(PathOf(parsed));
        return defaults with
        {
            Name = name.Length <= LongestName ? name : name[..LongestName],
            Target = parsed.GetValue(target),
            Shots = parsed.GetValue(shots) ?? defaults.Shots,
            Seed = parsed.GetValue(seed),
            MaxCost = parsed.GetValue(maxCost),
            Parameters = parsed.GetValue(precision) is { } chosen ? new StateVectorParameters { Precision = chosen } : null,
        };
    }

    private async Task<Circuit> ReadFileAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var document = await CircuitArgument.ReadAsync(PathOf(parsed), cancellationToken);
        var circuit = document.ToCircuit(parsed.GetRequiredValue(inputs), cancellationToken);
        InputOption.RequireAll(circuit);
        return circuit.QubitCount > 0
            ? circuit
            : throw new IOException($"'{PathOf(parsed)}' declares no qubits: there is nothing to run.");
    }
}
