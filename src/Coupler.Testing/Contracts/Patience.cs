using Xunit;

namespace Coupler.Testing.Contracts;

/// <summary>How long a test waits for what must come: only a fault makes it wait that long.</summary>
internal sealed class Patience : IDisposable
{
    private readonly CancellationTokenSource source =
        CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);

    public Patience() => source.CancelAfter(TimeSpan.FromMinutes(2));

    public CancellationToken Token => source.Token;

    public void Dispose() => source.Dispose();
}
