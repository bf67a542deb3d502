namespace Coupler.Local;

/// <summary>A run that is planned and waits for its memory.</summary>
/// <param name="MemoryBytes">How much it takes at most, as far as that matters beside other runs.</param>
/// <param name="Run">
/// Runs it once. Progress is called from any thread, not more often than is useful to look at. Returns the raw result in a format
/// that the local workspace decodes.
/// </param>
internal sealed record PreparedRun(long MemoryBytes, Func<Action<JobProgress>, CancellationToken, Payload> Run);
