using System.Collections.Immutable;
using System.CommandLine;

namespace Coupler.Cli;

/// <summary>A command with the examples that its help ends with.</summary>
internal sealed class Verb(string name, string description, params ReadOnlySpan<string> examples) : Command(name, description)
{
    public ImmutableArray<string> Examples { get; } = [.. examples];
}
