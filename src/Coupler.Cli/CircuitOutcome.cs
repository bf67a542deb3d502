using Coupler.Circuits;

namespace Coupler.Cli;

/// <summary>What a circuit brought.</summary>
internal sealed record CircuitOutcome(string Path, CircuitResult Result, TimeSpan Elapsed) : RunOutcome(Path, Elapsed);
