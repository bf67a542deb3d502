using System.Diagnostics;

namespace Coupler.Conformance;

/// <summary>The remote place in a process of its own, for the tests of one class: they direct it and read its ledger.</summary>
public sealed class RemotePlace : IAsyncLifetime
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("coupler-");
    private readonly HttpClient http = new();
    private Process? process;

    public Uri Address { get; private set; } = null!;

    /// <summary>The accepted submissions, an id for each.</summary>
    public Guid[] Ledger => File.Exists(LedgerPath) ? [.. File.ReadAllLines(LedgerPath).Select(Guid.Parse)] : [];

    private string LedgerPath => Path.Combine(folder.FullName, "ledger");

    public async ValueTask InitializeAsync()
    {
        process = DotnetProgram.Start("Coupler.Conformance.Remote", LedgerPath);
        var address = await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken);
        Address = new Uri(address ?? throw new InvalidOperationException(await process.StandardError.ReadToEndAsync()));
    }

    /// <summary>What happens to the next request of that kind: see the place's own documentation.</summary>
    public async Task DirectAsync(string what, string argument = "")
    {
        using var content = new StringContent(argument);
        var script = new Uri(Address, $"script/{what}");
        using var response = await http.PostAsync(script, content, TestContext.Current.CancellationToken);
        response.EnsureSuccessStatusCode();
    }

    /// <summary>Returns when the place has accepted a submission and keeps the answer back.</summary>
    public async Task HeldAsync()
    {
        using var response = await http.GetAsync(new Uri(Address, "held"), TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        if (process is not null)
        {
            process.StandardInput.Close();
            await process.WaitForExitAsync();
            process.Dispose();
        }

        folder.Delete(recursive: true);
    }
}
