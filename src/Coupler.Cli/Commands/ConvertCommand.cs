using System.CommandLine;
using Coupler.Cli.Options;
using Coupler.Qasm;

namespace Coupler.Cli.Commands;

/// <summary><c>coupler convert FILE</c>: OpenQASM 2 to 3 and back.</summary>
internal static class ConvertCommand
{
    private static readonly CircuitArgument Circuit = new();
    private static readonly ChoiceOption<QasmVersion> To = new(
        "--to",
        "The version of OpenQASM to write. Default: the other one.",
        ("2", QasmVersion.OpenQasm2),
        ("3", QasmVersion.OpenQasm3));

    private static readonly InputOption Inputs = new();
    private static readonly OutputFileOption Output = new("--output", "The file to write. Default: the standard output.");

    public static Command Create()
    {
        var verb = new Verb(
            "convert",
            "Writes a circuit file in the other version of OpenQASM.",
            "coupler convert bell.qasm --to 3",
            "coupler convert bell.qasm --to 3 --output bell3.qasm")
        {
            Circuit, To, Inputs, Output,
        };
        verb.SetAction((parsed, cancellationToken) =>
            Interruptible.RunAsync(() => RunAsync(parsed, cancellationToken), cancellationToken));
        return verb;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var document = await CircuitArgument.ReadAsync(parsed.GetRequiredValue(Circuit), cancellationToken);
        var other = document.Version == QasmVersion.OpenQasm2 ? QasmVersion.OpenQasm3 : QasmVersion.OpenQasm2;
        var version = parsed.GetValue(To) ?? other;
        var circuit = document.ToCircuit(parsed.GetRequiredValue(Inputs), cancellationToken);
        if (version == QasmVersion.OpenQasm2) InputOption.RequireAll(circuit);
        var converted = QasmDocument.FromCircuit(circuit, version);
        if (parsed.GetValue(Output) is { } path) await File.WriteAllTextAsync(path, converted.ToString(), cancellationToken);
        else StandardOutput.WriteText(converted.Write);
        return (int)ExitCode.Success;
    }
}
