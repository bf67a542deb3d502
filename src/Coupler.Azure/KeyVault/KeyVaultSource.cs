using Azure.Security.KeyVault.Secrets;
using Microsoft.Extensions.Configuration;

namespace Coupler.Azure.KeyVault;

/// <summary>A vault among the sources of a configuration.</summary>
internal sealed class KeyVaultSource(SecretClient client, TimeSpan interval, TimeProvider time) : IConfigurationSource
{
    public IConfigurationProvider Build(IConfigurationBuilder builder) => new KeyVaultProvider(client, interval, time);
}
