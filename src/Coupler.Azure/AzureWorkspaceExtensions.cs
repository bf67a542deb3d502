using Azure.Core;
using Azure.Security.KeyVault.Secrets;
using Coupler.Azure.KeyVault;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;

namespace Coupler.Azure;

public static class AzureWorkspaceExtensions
{
    /// <summary>The part of a vault that tells of the workspace: <c>Quantum--Name</c>.</summary>
    private const string Section = "Quantum";

    private static readonly TimeSpan ReloadInterval = TimeSpan.FromMinutes(5);

    extension(CouplerBuilder builder)
    {
        /// <summary>
        /// Adds a workspace of Azure Quantum as a place. A <see cref="TokenCredential"/> among the services signs in in place of
        /// the credential chain.
        /// </summary>
        /// <param name="section">
        /// Its coordinates under the names of <see cref="AzureWorkspaceOptions"/>: <c>{"SubscriptionId": …, "ResourceGroup": …,
        /// "Name": …, "Location": …}</c>. No secret needs to be there: without an API key the credential chain signs in. An API
        /// key that changes there is taken over.
        /// </param>
        public CouplerBuilder AddAzureWorkspace(IConfiguration section) =>
            builder.AddWorkspace(services => Create(services, section));

        /// <summary>Adds a workspace of Azure Quantum as a place.</summary>
        /// <param name="configure">Sets where the workspace is, and how to sign in.</param>
        public CouplerBuilder AddAzureWorkspace(Action<AzureWorkspaceOptions> configure) => builder.AddWorkspace(services =>
        {
            var options = new AzureWorkspaceOptions();
            configure(options);
            return Create(services, options);
        });

        /// <summary>
        /// Adds a workspace of Azure Quantum as a place, with everything about it in a Key Vault: secrets
        /// <c>Quantum--SubscriptionId</c>, <c>Quantum--ResourceGroup</c>, <c>Quantum--Name</c>, <c>Quantum--Location</c>, and
        /// <c>Quantum--ApiKey</c> where no identity signs in. They are read at the start, and every 5 minutes after it: a key
        /// that was rotated needs no restart.
        /// </summary>
        /// <param name="vault">Its address: <c>https://NAME.vault.azure.net</c>. The identity needs the role Key Vault Secrets
        /// User.</param>
        public CouplerBuilder AddAzureWorkspaceFromKeyVault(Uri vault) => builder.AddWorkspace(services =>
        {
            var client = new SecretClient(vault, services.GetService<TokenCredential>() ?? AzureWorkspace.DefaultCredential());
            var time = services.GetService<TimeProvider>() ?? TimeProvider.System;
            var configuration = new ConfigurationBuilder().Add(new KeyVaultSource(client, ReloadInterval, time)).Build();
            return Create(services, configuration.GetSection(Section));
        });
    }

    private static AzureWorkspace Create(IServiceProvider services, IConfiguration section)
    {
        var workspace = Create(services, Bound(section));
        ChangeToken.OnChange(section.GetReloadToken, () => Rotate(workspace, section));
        return workspace;
    }

    private static AzureWorkspace Create(IServiceProvider services, AzureWorkspaceOptions options) => new(
        options, services.GetService<TokenCredential>(), transport: null, services.GetService<TimeProvider>());

    private static AzureWorkspaceOptions Bound(IConfiguration section)
    {
        var options = new AzureWorkspaceOptions();
        section.Bind(options);
        return options;
    }

    private static void Rotate(AzureWorkspace workspace, IConfiguration section)
    {
        try
        {
            workspace.Rotate(Bound(section));
        }
        catch (Exception exception) when (exception is OptionsValidationException or InvalidOperationException)
        {
            // Half of a change: what held before holds until the rest is there.
        }
    }
}
