namespace Coupler.Cli;

/// <summary>A command ends without its result, and knows how to say why.</summary>
internal sealed class CommandException(CommandFailure failure) : Exception(failure.Message)
{
    public CommandFailure Failure { get; } = failure;
}
