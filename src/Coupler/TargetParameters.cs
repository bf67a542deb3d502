using System.Text.Json;
using System.Text.Json.Serialization;
using Coupler.Jobs;

namespace Coupler;

/// <summary>
/// Settings that only one target understands, checked when the job is submitted. A target brings a record of its own that
/// derives from this one.
/// </summary>
[JsonConverter(typeof(TargetParametersConverter))]
public abstract record TargetParameters
{
    /// <summary>The settings as a JSON object, which is how a store keeps them.</summary>
    public abstract JsonElement ToJson();
}
