using System.Text.Json;
using Coupler.Azure.Wire;
using Coupler.Qir;

namespace Coupler.Azure.Microsoft;

/// <summary>
/// Sends a circuit as a program of QIR, which the service translates for the target, in place of the provider's own format.
/// Results come in the service's format, the same from every provider.
/// </summary>
public sealed record QirParameters : AzureParameters
{
    private const string EntryPoint = "entryPoint";

    internal override JsonElement ToInputParams() => JsonElement.Parse(
        $$"""
        {"{{EntryPoint}}":"{{QirFormat.EntryPoint}}","arguments":[],"targetCapability":"BasicExecution","target_profile":"Base"}
        """);

    /// <summary>Whether the settings of a job are these: this record, or what a store kept of it.</summary>
    internal static bool AreMeant(JobOptions options) =>
        JobSettings.Of(options).InputParams is { ValueKind: JsonValueKind.Object } input
        && input.TryGetProperty(EntryPoint, out _);
}
