using System.CommandLine;
using Coupler.Circuits;
using Coupler.Cli.Options;
using Coupler.Cli.Plots;
using Coupler.Cli.Views;
using Coupler.Local;
using Coupler.Local.StateVector;

namespace Coupler.Cli.Commands;

/// <summary><c>coupler run FILE</c>: runs a circuit file and shows what came out.</summary>
internal static class RunCommand
{
    private static readonly CircuitArgument File = new();
    private static readonly Option<string?> Target = new("--target")
    {
        Description = "Where it runs: the id or alias of a target, see 'coupler targets'. Default: simulator.",
        HelpName = "target",
    };

    private static readonly NumberOption<int> Shots = new("--shots", "How often it is run. Default: 1000.", 1, 100_000_000);
    private static readonly NumberOption<long> Seed = new(
        "--seed", "The same seed gives the same result. Default: drawn anew, and printed.", 0, long.MaxValue);

    private static readonly ChoiceOption<Precision> Accuracy = new(
        "--precision",
        "Of the amplitudes, where the state vector is simulated. Default: float64.",
        ("float32", Precision.Float32),
        ("float64", Precision.Float64));

    private static readonly AmountOption MaxCost = new(
        "--max-cost", "The most that it may cost, in the currency of the target; else it is refused. Default: no limit.");

    private static readonly InputOption Inputs = new();
    private static readonly ChoiceOption<OutputFormat> Format = OutputFormats.Option();
    private static readonly OutputFileOption Plot = new("--plot", "Also draws the histogram as a picture.", ".png", ".svg");

    public static Command Create()
    {
        var verb = new Verb(
            "run",
            "Runs a circuit file and shows how often each outcome came.",
            "coupler run samples/circuits/grover.qasm",
            "coupler run bell.qasm --shots 10000 --seed 7 --plot bell.png",
            "coupler run rotation.qasm --input theta=1.5708 --precision float32",
            "coupler run bell.qasm --format json > bell.json")
        {
            File, Target, Shots, Seed, Accuracy, MaxCost, Inputs, Format, Plot,
        };
        verb.SetAction(RunAsync);
        return verb;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var circuit = await Interruptible.RunAsync(() => ReadAsync(parsed, cancellationToken), cancellationToken);
        var view = RunView.For(parsed.GetValue(Format) ?? OutputFormat.Text);
        var outcome = await RunAsync(circuit, view, parsed, cancellationToken);
        return await Interruptible.RunAsync(() => Task.FromResult(Show(outcome, view, parsed.GetValue(Plot))), cancellationToken);
    }

    private static async Task<Circuit> ReadAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var document = await CircuitArgument.ReadAsync(parsed.GetRequiredValue(File), cancellationToken);
        var circuit = document.ToCircuit(parsed.GetRequiredValue(Inputs), cancellationToken);
        InputOption.RequireAll(circuit);
        return circuit.QubitCount > 0
            ? circuit
            : throw new IOException($"'{parsed.GetRequiredValue(File)}' declares no qubits: there is nothing to run.");
    }

    /// <summary>A cancelled token cancels the job, which then still ends as jobs do.</summary>
    private static async Task<RunOutcome> RunAsync(
        Circuit circuit, RunView view, ParseResult parsed, CancellationToken cancellationToken)
    {
        await using var client = QuantumClient.Local();
        var started = TimeProvider.System.GetTimestamp();
        var job = await client.SubmitAsync(circuit, OptionsOf(parsed), cancellationToken);
        await using var cancelling = cancellationToken.Register(() =>
        {
            _ = job.CancelAsync();
            view.Tell("Cancelling; press Ctrl-C again to leave at once.");
        });
        await view.WatchAsync(job);
        var result = await job.ResultAsync(CancellationToken.None);
        var elapsed = TimeProvider.System.GetElapsedTime(started);
        return new RunOutcome(parsed.GetRequiredValue(File), result, elapsed);
    }

    private static int Show(RunOutcome outcome, RunView view, string? plot)
    {
        view.Show(outcome);
        return (int)(plot is null ? ExitCode.Success : Draw(outcome, plot));
    }

    private static JobOptions OptionsOf(ParseResult parsed)
    {
        var defaults = new JobOptions();
        return defaults with
        {
            Target = parsed.GetValue(Target),
            Shots = parsed.GetValue(Shots) ?? defaults.Shots,
            Seed = parsed.GetValue(Seed),
            MaxCost = parsed.GetValue(MaxCost),
            Parameters = parsed.GetValue(Accuracy) is { } precision ? new StateVectorParameters { Precision = precision } : null,
        };
    }

    /// <summary>The result has been told by now, so trouble with the picture must not take its place.</summary>
    private static ExitCode Draw(RunOutcome outcome, string path)
    {
        try
        {
            HistogramPlot.Save(outcome, path);
            return ExitCode.Success;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            StandardError.WriteLine($"coupler: the picture could not be written: {exception.Message}");
            return ExitCode.BadInput;
        }
    }
}
