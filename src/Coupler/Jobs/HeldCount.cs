namespace Coupler.Jobs;

/// <summary>How many jobs of a workspace a process holds that wait, or that are worked on.</summary>
internal readonly record struct HeldCount(string Workspace, bool IsWaiting, int Jobs);
