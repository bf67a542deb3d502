using System.CommandLine;
using Coupler.Circuits;
using Coupler.Cli.Options;
using Coupler.Cli.Views;
using Coupler.Local;

namespace Coupler.Cli.Commands;

/// <summary><c>coupler estimate FILE</c>: what a circuit file would cost on a target, at most.</summary>
internal static class EstimateCommand
{
    private const long LongestSeconds = 365L * 24 * 60 * 60;

    private static readonly CircuitArgument File = new();
    private static readonly Option<string?> Target = new("--target")
    {
        Description = "Where it would run: a target of 'coupler targets', which is free, or one with a price, such as "
            + "ionq.qpu.aria-1. Default: simulator.",
        HelpName = "target",
    };

    private static readonly NumberOption<int> Shots = new("--shots", "How often it would be run. Default: 1000.", 1, 100_000_000);
    private static readonly NumberOption<long> LongestRun = new(
        "--longest-run", "How many seconds it runs at most, for a target that charges by the time.", 1, LongestSeconds);

    private static readonly InputOption Inputs = new();
    private static readonly ChoiceOption<OutputFormat> Format = OutputFormats.Option();

    public static Command Create()
    {
        var verb = new Verb(
            "estimate",
            "Says what a circuit file would cost at most on a target. Nothing is submitted, and no account is needed.",
            "coupler estimate samples/circuits/grover.qasm --target ionq.qpu.aria-1 --shots 1000",
            "coupler estimate bell.qasm --target quantinuum.sim.h2-1e --format json",
            "coupler estimate bell.qasm --target rigetti.qpu.ankaa-3 --longest-run 2")
        {
            File, Target, Shots, LongestRun, Inputs, Format,
        };
        verb.SetAction((parsed, cancellationToken) =>
            Interruptible.RunAsync(() => RunAsync(parsed, cancellationToken), cancellationToken));
        return verb;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var file = parsed.GetRequiredValue(File);
        var document = await CircuitArgument.ReadAsync(file, cancellationToken);
        var circuit = document.ToCircuit(parsed.GetRequiredValue(Inputs), cancellationToken);
        InputOption.RequireAll(circuit);
        var options = OptionsOf(parsed, circuit);
        await using var client = QuantumClient.Local();
        var estimate = await client.EstimateAsync(circuit, options, cancellationToken);
        var wantsJson = parsed.GetValue(Format) == OutputFormat.Json;
        if (wantsJson) JsonOutput.Write(json => EstimateView.WriteJson(json, options, estimate));
        else StandardOutput.WriteText(output => EstimateView.WriteText(output, file, options, estimate));
        return (int)ExitCode.Success;
    }

    private static JobOptions OptionsOf(ParseResult parsed, Circuit circuit)
    {
        var defaults = new JobOptions();
        return defaults with
        {
            Target = parsed.GetValue(Target) ?? circuit.DefaultTarget,
            Shots = parsed.GetValue(Shots) ?? defaults.Shots,
            LongestRun = parsed.GetValue(LongestRun) is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
        };
    }
}
