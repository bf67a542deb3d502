using Azure;
using Coupler.Azure.KeyVault;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Primitives;
using Microsoft.Extensions.Time.Testing;

namespace Coupler.Conformance.KeyVault;

/// <summary>What a workspace needs is read from a vault, by the real client.</summary>
public sealed class KeyVaultTests
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(5);

    private readonly FakeTimeProvider time = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Secrets_are_settings_under_their_names()
    {
        await using var vault = await Vault.StartAsync(Token);
        vault.Set("Quantum--Name", "lab");
        vault.Set("Quantum--ApiKey", "first");
        vault.Set("Other", "thing");

        var read = Read(vault);

        Assert.Equal(("lab", "first", "thing"), (read["Quantum:Name"], read["Quantum:ApiKey"], read["Other"]));
    }

    [Fact]
    public async Task A_secret_that_is_rotated_is_read_again_and_the_others_are_not()
    {
        await using var vault = await Vault.StartAsync(Token);
        vault.Set("Quantum--Name", "lab");
        vault.Set("Quantum--ApiKey", "first");
        var read = Read(vault);
        var changes = 0;
        using var listening = ChangeToken.OnChange(read.GetReloadToken, () => changes++);

        time.Advance(Interval);
        Assert.Equal((0, 2), (changes, vault.Reads));
        vault.Set("Quantum--ApiKey", "second");
        time.Advance(Interval);

        Assert.Equal(("second", 1, 3), (read["Quantum:ApiKey"], changes, vault.Reads));
        vault.Remove("Quantum--Name");
        time.Advance(Interval);
        Assert.Equal((null, 2), (read["Quantum:Name"], changes));
    }

    [Fact]
    public async Task A_vault_that_is_away_later_on_leaves_what_it_said_last()
    {
        await using var vault = await Vault.StartAsync(Token);
        vault.Set("Quantum--ApiKey", "first");
        var read = Read(vault);

        vault.IsAway = true;
        time.Advance(Interval);
        Assert.Equal("first", read["Quantum:ApiKey"]);
        vault.IsAway = false;
        vault.Set("Quantum--ApiKey", "second");
        time.Advance(Interval);

        Assert.Equal("second", read["Quantum:ApiKey"]);
    }

    [Fact]
    public async Task A_secret_that_was_read_before_another_failed_is_not_lost()
    {
        await using var vault = await Vault.StartAsync(Token);
        vault.Set("Quantum--ApiKey", "first");
        vault.Set("Quantum--Name", "lab");
        var read = Read(vault);

        vault.Set("Quantum--ApiKey", "second");
        vault.Set("Quantum--Name", "workshop");
        vault.ReadsUntilAway = 1;
        time.Advance(Interval);
        Assert.Equal(("first", "lab"), (read["Quantum:ApiKey"], read["Quantum:Name"]));
        vault.ReadsUntilAway = null;
        time.Advance(Interval);

        Assert.Equal(("second", "workshop"), (read["Quantum:ApiKey"], read["Quantum:Name"]));
    }

    [Fact]
    public async Task A_vault_that_is_away_at_the_start_is_an_error()
    {
        await using var vault = await Vault.StartAsync(Token);
        vault.IsAway = true;

        Assert.Throws<RequestFailedException>(() => Read(vault));
    }

    private IConfigurationRoot Read(Vault vault) =>
        new ConfigurationBuilder().Add(new KeyVaultSource(vault.Client, Interval, time)).Build();
}
