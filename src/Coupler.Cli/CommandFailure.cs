using System.CommandLine;
using System.Data.Common;
using Coupler.Cost;
using Coupler.Problems;
using Coupler.Qasm;

namespace Coupler.Cli;

/// <summary>Why a command ended without its result, for people and for programs.</summary>
/// <param name="Message">What, where and what to do; the first line says it, more may show it.</param>
internal sealed record CommandFailure(FailureKind Kind, string Message)
{
    /// <summary>What JSON says where the message shows more than it says.</summary>
    public string? Problem { get; init; }

    /// <summary>Line in the file, from 1.</summary>
    public int? Line { get; init; }

    /// <summary>Column in the file, from 1.</summary>
    public int? Column { get; init; }

    public Guid? Job { get; init; }

    public string? Target { get; init; }

    /// <summary>Of the job, if there is one.</summary>
    public JobStatus? Status { get; init; }

    public ExitCode ExitCode => Kind switch
    {
        FailureKind.Usage or FailureKind.File or FailureKind.Syntax or FailureKind.UnknownJob => ExitCode.BadInput,
        FailureKind.Refused => ExitCode.Refused,
        FailureKind.Parked => ExitCode.Parked,
        FailureKind.Unfinished => ExitCode.Unfinished,
        FailureKind.Cancelled or FailureKind.Left => ExitCode.Cancelled,
        _ => ExitCode.Failed,
    };

    public static CommandFailure From(Exception exception) => exception switch
    {
        CommandException known => known.Failure,
        QasmSyntaxException syntax => new(FailureKind.Syntax, syntax.Message)
        {
            Problem = syntax.Problem,
            Line = syntax.Line,
            Column = syntax.Column,
        },
        ProblemSyntaxException syntax => new(FailureKind.Syntax, syntax.Message)
        {
            Problem = syntax.Problem,
            Line = syntax.Line,
            Column = syntax.Column,
        },
        TargetRefusedException refused => new(FailureKind.Refused, refused.Message) { Target = refused.Target },
        CostUnknownException unknown => new(FailureKind.Refused, unknown.Message) { Target = unknown.Target },
        BudgetExceededException exceeded => new(FailureKind.Refused, exceeded.Message) { Target = exceeded.Target },
        JobFailedException failed => new(FailureKind.Failed, failed.Message)
        {
            Job = failed.Job,
            Target = failed.Target,
            Status = JobStatus.Failed,
        },
        JobCancelledException cancelled => new(FailureKind.Cancelled, cancelled.Message)
        {
            Job = cancelled.Job,
            Target = cancelled.Target,
            Status = JobStatus.Cancelled,
        },
        OperationCanceledException => new(FailureKind.Cancelled, "Cancelled."),
        ArgumentException wrong => new(FailureKind.Usage, WithoutParameterName(wrong)),
        IOException or UnauthorizedAccessException => new(FailureKind.File, exception.Message),

        // What is stored is no store, or a later version's.
        FormatException => new(FailureKind.File, exception.Message),
        DbException => new(FailureKind.File, $"The store cannot be used: {exception.Message}"),
        _ => new(FailureKind.Internal, $"This is a bug in Coupler; please report it with these lines.\n{exception}"),
    };

    /// <summary>What the parser did not understand.</summary>
    public static CommandFailure Usage(ParseResult parsed)
    {
        var command = parsed.CommandResult.Command;
        var problems = command is RootCommand && parsed.UnmatchedTokens is [var word, ..]
            ? $"There is no command '{word}'; there are {string.Join(", ", command.Subcommands.Select(verb => verb.Name))}."
            : UnknownOption(parsed) ?? string.Join(' ', parsed.Errors.Select(error => error.Message));
        var typed = command is RootCommand ? "coupler" : $"coupler {command.Name}";
        return new(FailureKind.Usage, $"{problems} See '{typed} --help'.");
    }

    /// <summary>The parser may have taken it for the file, and the file, or the option's value, for too much.</summary>
    private static string? UnknownOption(ParseResult parsed)
    {
        if (parsed.UnmatchedTokens.Count == 0) return null;
        var words = parsed.CommandResult.Tokens.Select(token => token.Value).Concat(parsed.UnmatchedTokens);
        if (words.FirstOrDefault(word => word is ['-', _, ..]) is not { } option) return null;
        var known = parsed.CommandResult.Command.Options.Select(each => each.Name);
        var near = Spelling.Nearest(option.Split('=')[0], known);
        return near is null ? $"There is no option '{option}'." : $"There is no option '{option}'; did you mean '{near}'?";
    }

    /// <summary>Whoever types a command knows nothing of the parameter that .NET names at the end.</summary>
    private static string WithoutParameterName(ArgumentException exception)
    {
        var message = exception.Message;
        var suffix = $" (Parameter '{exception.ParamName}')";
        return message.EndsWith(suffix, StringComparison.Ordinal) ? message[..^suffix.Length] : message;
    }
}
