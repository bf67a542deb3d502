using System.CommandLine;
using Coupler.Circuits;
using Coupler.Cli.Options;

namespace Coupler.Cli.Commands;

/// <summary><c>coupler draw FILE</c>: a circuit as a diagram of text.</summary>
internal static class DrawCommand
{
    private const int LeastWidth = 20;
    private const int MostWidth = 1_000_000;
    private const int DefaultWidth = 120;

    private static readonly CircuitArgument Circuit = new();
    private static readonly NumberOption<int> Width = new(
        "--width", "Where lines are wrapped. Default: the terminal's width, or 120 where there is none.", LeastWidth, MostWidth);

    private static readonly InputOption Inputs = new();

    public static Command Create()
    {
        var verb = new Verb(
            "draw",
            "Draws a circuit file as text.",
            "coupler draw samples/circuits/bell.qasm",
            "coupler draw adder.qasm --width 200")
        {
            Circuit, Inputs, Width,
        };
        verb.SetAction((parsed, cancellationToken) =>
            Interruptible.RunAsync(() => RunAsync(parsed, cancellationToken), cancellationToken));
        return verb;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var document = await CircuitArgument.ReadAsync(parsed.GetRequiredValue(Circuit), cancellationToken);
        var circuit = document.ToCircuit(parsed.GetRequiredValue(Inputs), cancellationToken);
        var shown = Console.IsOutputRedirected ? DefaultWidth : Math.Max(LeastWidth, Console.WindowWidth);
        var diagram = CircuitDiagram.Draw(circuit, parsed.GetValue(Width) ?? shown);
        StandardOutput.WriteText(output => output.Write(diagram));
        return (int)ExitCode.Success;
    }
}
