using Azure;
using Azure.Security.KeyVault.Secrets;
using Coupler.Azure.Rest;
using Microsoft.Extensions.Configuration;

namespace Coupler.Azure.KeyVault;

/// <summary>
/// The secrets of a vault as configuration: <c>Quantum--Name</c> is the key <c>Quantum:Name</c>. Read again from time to time, so
/// that a rotated secret needs no restart; what cannot be read then stays as it was.
/// </summary>
internal sealed class KeyVaultProvider : ConfigurationProvider, IDisposable
{
    private readonly SecretClient client;
    private readonly TimeSpan interval;
    private readonly TimeProvider time;
    private Dictionary<string, DateTimeOffset?> versions = [];
    private ITimer? timer;

    /// <param name="interval">Zero reads once.</param>
    public KeyVaultProvider(SecretClient client, TimeSpan interval, TimeProvider time)
    {
        this.client = client;
        this.interval = interval;
        this.time = time;
    }

    /// <exception cref="RequestFailedException">The vault does not answer, or refuses; at the start that is told.</exception>
    public override void Load()
    {
        Read();
        if (interval > TimeSpan.Zero) timer ??= time.CreateTimer(_ => ReadAgain(), null, interval, interval);
    }

    public void Dispose() => timer?.Dispose();

    /// <returns>Whether anything has changed.</returns>
    private bool Read()
    {
        var read = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        var seen = new Dictionary<string, DateTimeOffset?>();
        var isNew = false;
        foreach (var secret in client.GetPropertiesOfSecrets().Where(secret => secret.Enabled == true))
        {
            var key = secret.Name.Replace("--", ConfigurationPath.KeyDelimiter, StringComparison.Ordinal);
            seen[secret.Name] = secret.UpdatedOn;
            var isKnown = versions.TryGetValue(secret.Name, out var updated) && updated == secret.UpdatedOn;
            if (isKnown && Data.TryGetValue(key, out var old))
            {
                read[key] = old;
                continue;
            }

            read[key] = client.GetSecret(secret.Name).Value.Value;
            isNew = true;
        }

        isNew |= read.Count != Data.Count;

        // Together: what was read before another secret failed is read again the next time.
        (Data, versions) = (read, seen);
        return isNew;
    }

    private void ReadAgain()
    {
        try
        {
            if (Read()) OnReload();
        }
        catch (Exception exception) when (RestFailure.IsNetwork(exception) || exception is OperationCanceledException)
        {
            // The vault, or what signs in, is away: what it said last holds until it is back.
        }
    }
}
