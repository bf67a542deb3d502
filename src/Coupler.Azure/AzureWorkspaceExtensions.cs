using Azure.Core;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Coupler.Azure;

public static class AzureWorkspaceExtensions
{
    extension(CouplerBuilder builder)
    {
        /// <summary>
        /// Adds a workspace of Azure Quantum as a place. A <see cref="TokenCredential"/> among the services signs in in place of
        /// the credential chain.
        /// </summary>
        /// <param name="section">
        /// Its coordinates under the names of <see cref="AzureWorkspaceOptions"/>: <c>{"SubscriptionId": …, "ResourceGroup": …,
        /// "Name": …, "Location": …}</c>. No secret needs to be there: without an API key the credential chain signs in.
        /// </param>
        public CouplerBuilder AddAzureWorkspace(IConfiguration section) =>
            builder.AddAzureWorkspace(options => section.Bind(options));

        /// <summary>Adds a workspace of Azure Quantum as a place.</summary>
        /// <param name="configure">Sets where the workspace is, and how to sign in.</param>
        public CouplerBuilder AddAzureWorkspace(Action<AzureWorkspaceOptions> configure) => builder.AddWorkspace(services =>
        {
            var options = new AzureWorkspaceOptions();
            configure(options);
            return new AzureWorkspace(
                options, services.GetService<TokenCredential>(), transport: null, services.GetService<TimeProvider>());
        });
    }
}
