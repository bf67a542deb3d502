namespace Coupler.Diagnostics;

/// <summary>Whether a workspace answers.</summary>
/// <param name="Trouble">Null if it does.</param>
internal sealed record PlaceHealth(string Workspace, Exception? Trouble);
