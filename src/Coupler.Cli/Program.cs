using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using Coupler.Cli;
using Coupler.Cli.Commands;

var root = new RootCommand("Runs quantum circuits, here in this process, at once or as jobs that outlive a command.")
{
    RunCommand.Create(), EstimateCommand.Create(), TargetsCommand.Create(), DrawCommand.Create(), ConvertCommand.Create(),
    SubmitCommand.Create(), StatusCommand.Create(), WatchCommand.Create(), ResultsCommand.Create(), CancelCommand.Create(),
    CompleteCommand.Create(), JobsCommand.Create(), WorkCommand.Create(),
};
root.HelpName = "coupler";
var help = root.Options.OfType<HelpOption>().Single();
help.Action = new HelpWithExamples((HelpAction)help.Action!);

// Whoever types "coupler help run" means the help of that command.
if (args is ["help", .. var rest]) args = [.. rest, help.Name];

// A file may be named @file: the parser's own meaning of it is switched off.
var parsed = root.Parse(args.Length == 0 ? [help.Name] : args, new ParserConfiguration { ResponseFileTokenReplacer = null });
if (parsed.Action is ParseErrorAction) return FailureReport.Write(CommandFailure.Usage(parsed), parsed);
try
{
    // Exceptions come here, and signals go to the token: the parser's own handling of both is switched off.
    using var interrupt = new Interrupt();
    var handling = new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null };
    return await parsed.InvokeAsync(handling, interrupt.Token);
}
catch (Exception exception)
{
    // The edge of the process: whatever it is becomes words and an exit code.
    return FailureReport.Write(CommandFailure.From(exception), parsed);
}
