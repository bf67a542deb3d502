using System.Text.Json.Serialization;

namespace Coupler.Local;

/// <summary>How a <see cref="RangeSchedule"/> goes from its first value to its last.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<RangeShape>))]
public enum RangeShape
{
    /// <summary>By the same difference at each step.</summary>
    [JsonStringEnumMemberName("linear")]
    Linear,

    /// <summary>By the same factor at each step.</summary>
    [JsonStringEnumMemberName("geometric")]
    Geometric,
}
