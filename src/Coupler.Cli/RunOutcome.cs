using Coupler.Circuits;

namespace Coupler.Cli;

/// <summary>A run that brought a result.</summary>
/// <param name="Path">The circuit file, as it was named.</param>
/// <param name="Elapsed">From the submit to the result.</param>
internal sealed record RunOutcome(string Path, CircuitResult Result, TimeSpan Elapsed);
