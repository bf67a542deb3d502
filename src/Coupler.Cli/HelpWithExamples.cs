using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Coupler.Cli;

/// <summary>The usual help, then examples: a verb's own, or the first of each verb.</summary>
internal sealed class HelpWithExamples(HelpAction usual) : SynchronousCommandLineAction
{
    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        var exitCode = usual.Invoke(parseResult);
        var command = parseResult.CommandResult.Command;
        var examples = command is Verb verb
            ? verb.Examples
            : [.. command.Subcommands.OfType<Verb>().Select(each => each.Examples[0])];
        var output = parseResult.InvocationConfiguration.Output;
        output.WriteLine("Examples:");
        foreach (var example in examples) output.WriteLine($"  {example}");
        output.WriteLine();
        return exitCode;
    }
}
