using System.CommandLine;
using Coupler.Circuits;
using Coupler.Local.StateVector;

namespace Coupler.Cli.Options;

/// <summary>What only a circuit file takes.</summary>
internal sealed class CircuitOptions
{
    private readonly NumberOption<int> shots = new("--shots", "How often a circuit is run. Default: 1000.", 1, 100_000_000);
    private readonly ChoiceOption<Precision> precision = new(
        "--precision",
        "Of the amplitudes, where the state vector of a circuit is simulated. Default: float64.",
        ("float32", Precision.Float32),
        ("float64", Precision.Float64));

    private readonly InputOption inputs = new();

    public ReadOnlySpan<Option> All => (Option[])[shots, precision, inputs];

    public JobOptions AddTo(JobOptions options, ParseResult parsed) => options with
    {
        Shots = parsed.GetValue(shots) ?? options.Shots,
        Parameters = parsed.GetValue(precision) is { } chosen ? new StateVectorParameters { Precision = chosen } : null,
    };

    /// <summary>The circuit, with every input given.</summary>
    /// <exception cref="IOException">The file is not there, cannot be read, or has nothing to run.</exception>
    public async Task<Circuit> ReadAsync(string path, ParseResult parsed, CancellationToken cancellationToken)
    {
        var document = await CircuitArgument.ReadAsync(path, cancellationToken);
        var circuit = document.ToCircuit(parsed.GetRequiredValue(inputs), cancellationToken);
        InputOption.RequireAll(circuit);
        return circuit.QubitCount > 0
            ? circuit
            : throw new IOException($"'{path}' declares no qubits: there is nothing to run.");
    }
}
