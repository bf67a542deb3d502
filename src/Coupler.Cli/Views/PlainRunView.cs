namespace Coupler.Cli.Views;

/// <summary>Text for a file or another program: no colours, no movement.</summary>
internal sealed class PlainRunView : RunView
{
    private const int BarWidth = 40;

    protected override void Show(CircuitOutcome outcome) => StandardOutput.WriteText(output =>
    {
        output.WriteLine(HistogramText.Heading(outcome));
        if (OutcomeLabel.Registers(outcome.Result) is { } registers) output.WriteLine(registers);
        foreach (var line in HistogramText.Lines(outcome.Result))
        {
            output.WriteLine($"{line.Columns}  {new string('#', (int)Math.Round(line.Length * BarWidth))}".TrimEnd());
        }
    });

    protected override void Show(ProblemOutcome outcome) =>
        StandardOutput.WriteText(output => ProblemText.Write(output, outcome));
}
