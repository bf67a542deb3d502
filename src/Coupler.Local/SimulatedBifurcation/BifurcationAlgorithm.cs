using System.Text.Json.Serialization;

namespace Coupler.Local.SimulatedBifurcation;

/// <summary>How the positions act on each other.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<BifurcationAlgorithm>))]
public enum BifurcationAlgorithm
{
    /// <summary>By their signs: dSB, the "2.0" of Toshiba's service.</summary>
    [JsonStringEnumMemberName("discrete")]
    Discrete,

    /// <summary>As they are: bSB, the "1.5" of Toshiba's service.</summary>
    [JsonStringEnumMemberName("ballistic")]
    Ballistic,
}
