namespace Coupler.Cli;

/// <summary>How a command prints what it has to say.</summary>
internal enum OutputFormat
{
    Text,
    Json,
}
