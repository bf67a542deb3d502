using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Coupler.Azure;

#pragma warning disable IL2026 // The generated validator compares the ranges without the reflection that the attribute may use.

/// <summary>Which workspace of Azure Quantum, and how to sign in.</summary>
public sealed class AzureWorkspaceOptions
{
    /// <summary>A GUID.</summary>
    [RegularExpression("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}", ErrorMessage = "{0} is no GUID.")]
    public string SubscriptionId { get; set; } = "";

    /// <summary>1 to 90 characters: a letter, then letters, digits, <c>-</c>, <c>_</c> and <c>.</c>.</summary>
    [RegularExpression("[a-zA-Z][a-zA-Z0-9_.-]{0,89}", ErrorMessage = "{0} is no name of a resource group.")]
    public string ResourceGroup { get; set; } = "";

    /// <summary>The workspace's name. 2 to 50 characters: a letter, then letters, digits, <c>-</c> and <c>_</c>.</summary>
    [RegularExpression("[a-zA-Z][a-zA-Z0-9_-]{1,49}", ErrorMessage = "{0} is no name of a workspace.")]
    public string Name { get; set; } = "";

    /// <summary>The Azure region, <c>westeurope</c>: it makes the address where <see cref="Endpoint"/> is not given.</summary>
    public string Location { get; set; } = "";

    /// <summary>
    /// The address of the data plane. Default: <c>https://LOCATION.quantum.azure.com</c>. Plain http only with an API key, and on
    /// loopback.
    /// </summary>
    public Uri? Endpoint { get; set; }

    /// <summary>Default <c>2026-01-15-preview</c>; the service has no version that is not a preview.</summary>
    public string ApiVersion { get; set; } = "2026-01-15-preview";

    /// <summary>
    /// An access key of the workspace. Default: none, and the credential chain signs in: managed identity, workload identity,
    /// environment, command line.
    /// </summary>
    public string? ApiKey { get; set; }

    /// <summary>
    /// Everything above in one: <c>SubscriptionId=…;ResourceGroupName=…;WorkspaceName=…;ApiKey=…;QuantumEndpoint=https://…/</c>,
    /// as the portal shows it. What it says goes before the settings of their own.
    /// </summary>
    public string? ConnectionString { get; set; }

    /// <summary>How long a list of targets is good for, before the service is asked again. Default 30 s; 0 to 1 h.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "01:00:00")]
    public TimeSpan TargetsFor { get; set; } = TimeSpan.FromSeconds(30);
}

[OptionsValidator]
internal sealed partial class AzureWorkspaceOptionsValidator : IValidateOptions<AzureWorkspaceOptions>;
