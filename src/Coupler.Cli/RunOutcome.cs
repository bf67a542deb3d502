namespace Coupler.Cli;

/// <summary>A run that brought a result.</summary>
/// <param name="Path">The file, as it was named, or the name of a job that was submitted before.</param>
/// <param name="Elapsed">From the submit to the result.</param>
internal abstract record RunOutcome(string Path, TimeSpan Elapsed);
