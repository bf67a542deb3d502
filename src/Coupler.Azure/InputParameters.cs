using System.Text.Json;

namespace Coupler.Azure;

/// <summary>
/// The service's <c>inputParams</c> as they are: for settings that Coupler has no name for, and for raw workloads. The number of
/// shots is added where they have none and the provider takes one.
/// </summary>
public sealed record InputParameters : AzureParameters
{
    private readonly JsonElement json;

    /// <param name="json">An object: <c>{"tket-opt-level": 1}</c>.</param>
    /// <exception cref="JsonException">It is no JSON.</exception>
    /// <exception cref="ArgumentException">It is no object.</exception>
    public InputParameters(string json)
    {
        this.json = JsonElement.Parse(json);
        if (this.json.ValueKind != JsonValueKind.Object)
        {
            throw new ArgumentException(
                $"The inputParams of a job are a JSON object, {{\"shots\": 100}} say, and no {this.json.ValueKind}.",
                nameof(json));
        }
    }

    public bool Equals(InputParameters? other) =>
        base.Equals(other) && other is not null && JsonElement.DeepEquals(json, other.json);

    public override int GetHashCode() => HashCode.Combine(base.GetHashCode(), json.GetRawText());

    internal override JsonElement ToInputParams() => json;
}
