namespace Coupler;

/// <summary>Where a result comes from.</summary>
/// <param name="Attempt">The submission that produced it; the service knows the run by this id.</param>
/// <param name="IsSimulated">False only if quantum hardware, and not a program that imitates it, gave the result.</param>
/// <param name="Seed">The seed of the run; with the same seed a target that promises so repeats the result.</param>
/// <param name="Version">The version of Coupler that decoded it.</param>
public sealed record Provenance(
    Guid Job, Guid Attempt, string Workspace, string Target, bool IsSimulated, long? Seed, string Version)
{
    /// <summary>Of a result that no job produced.</summary>
    public static Provenance Unknown { get; } = new(Guid.Empty, Guid.Empty, "", "", IsSimulated: true, Seed: null, Version: "");
}
