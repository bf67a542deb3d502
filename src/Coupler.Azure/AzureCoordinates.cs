using System.Collections.Frozen;
using Microsoft.Extensions.Options;

namespace Coupler.Azure;

/// <summary>Where a workspace is: what the options say, checked.</summary>
internal sealed record AzureCoordinates(
    string SubscriptionId, string ResourceGroup, string Name, Uri Endpoint, string? ApiKey)
{
    /// <summary>The address that every route of the data plane begins with.</summary>
    public Uri Root => new(
        Endpoint,
        $"/subscriptions/{SubscriptionId}/resourceGroups/{ResourceGroup}/providers/Microsoft.Quantum/workspaces/{Name}");

    /// <exception cref="OptionsValidationException">Something is missing, or not what it should be.</exception>
    public static AzureCoordinates Of(AzureWorkspaceOptions options)
    {
        var parts = Parts(options.ConnectionString);
        var merged = new AzureWorkspaceOptions
        {
            SubscriptionId = parts.GetValueOrDefault("SubscriptionId", options.SubscriptionId),
            ResourceGroup = parts.GetValueOrDefault("ResourceGroupName", options.ResourceGroup),
            Name = parts.GetValueOrDefault("WorkspaceName", options.Name),
            Location = options.Location,
            Endpoint = options.Endpoint,
            TargetsFor = options.TargetsFor,
        };
        var outcome = new AzureWorkspaceOptionsValidator().Validate(null, merged);
        var failures = (outcome.Failures ?? []).ToList();
        foreach (var (name, value) in new[]
        {
            (nameof(merged.SubscriptionId), merged.SubscriptionId), (nameof(merged.ResourceGroup), merged.ResourceGroup),
            (nameof(merged.Name), merged.Name),
        })
        {
            if (value.Length == 0) failures.Add($"{name} is missing.");
        }

        var key = parts.GetValueOrDefault("ApiKey", options.ApiKey ?? "");
        var endpoint = EndpointOf(parts.GetValueOrDefault("QuantumEndpoint"), merged, key.Length > 0, failures);
        if (failures.Count > 0)
        {
            throw new OptionsValidationException(nameof(AzureWorkspaceOptions), typeof(AzureWorkspaceOptions), failures);
        }

        return new(merged.SubscriptionId, merged.ResourceGroup, merged.Name, endpoint!, key.Length == 0 ? null : key);
    }

    private static Uri? EndpointOf(string? given, AzureWorkspaceOptions options, bool hasKey, List<string> failures)
    {
        Uri? endpoint = options.Endpoint;
        if (given is not null && !Uri.TryCreate(given, UriKind.Absolute, out endpoint))
        {
            failures.Add($"QuantumEndpoint '{given}' is no address.");
            return null;
        }

        if (endpoint is null && options.Location.Length == 0)
        {
            failures.Add("Location is missing, the region of the workspace; or give Endpoint.");
            return null;
        }

        endpoint ??= new Uri($"https://{options.Location}.quantum.azure.com");
        var isPlain = endpoint is { IsAbsoluteUri: true, Scheme: "http", IsLoopback: true } && hasKey;
        if (!isPlain && endpoint is not { IsAbsoluteUri: true, Scheme: "https" })
        {
            failures.Add($"Endpoint '{endpoint}' is not https; http is for an API key on this machine.");
        }

        return endpoint;
    }

    /// <summary>The keys of a connection string, in any order and any case. Its values never reach a message.</summary>
    private static FrozenDictionary<string, string> Parts(string? text)
    {
        var pairs = (text ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var parts = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var pair in pairs)
        {
            var sign = pair.IndexOf('=', StringComparison.Ordinal);
            if (sign < 1 || !parts.TryAdd(pair[..sign].Trim(), pair[(sign + 1)..].Trim()))
            {
                throw new OptionsValidationException(
                    nameof(AzureWorkspaceOptions),
                    typeof(AzureWorkspaceOptions),
                    ["ConnectionString is not KEY=VALUE;KEY=VALUE, each key once: copy it from the workspace's access keys."]);
            }
        }

        return parts.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
    }
}
