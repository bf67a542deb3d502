namespace Coupler.Conformance.Client;

/// <summary>
/// Has the place keep back its answer to the next submission that it accepts, and this process die then: what was accepted is in
/// the place's ledger, and nothing of that ever came here.
/// </summary>
internal sealed class AnswerTrap(Uri address) : IDisposable
{
    private readonly HttpClient http = new() { BaseAddress = address };

    /// <summary>Returns when the place knows.</summary>
    public async Task SetAsync()
    {
        using var nothing = new StringContent("");
        using var response = await http.PostAsync(new Uri("script/hold", UriKind.Relative), nothing);
        response.EnsureSuccessStatusCode();
        _ = DieAsync();
    }

    public void Dispose() => http.Dispose();

    private async Task DieAsync()
    {
        using var response = await http.GetAsync(new Uri("held", UriKind.Relative));
        KillPoint.Die();
    }
}
