using System.Text.Json;

namespace Coupler.Cli.Options;

/// <summary>
/// What every solver understands, whichever the target is: only what was asked for; for the rest the target has its defaults.
/// </summary>
internal sealed record SearchParameters : TargetParameters
{
    public TimeSpan? TimeLimit { get; init; }

    public double? TargetCost { get; init; }

    public int? Solutions { get; init; }

    /// <summary>Where the search begins, as <c>0110</c>, the rightmost of variable 0; from the file.</summary>
    public string? Start { get; init; }

    public override JsonElement ToJson() => JsonSerializer.SerializeToElement(this, SearchJson.Default.SearchParameters);
}
