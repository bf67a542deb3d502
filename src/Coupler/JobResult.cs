namespace Coupler;

/// <summary>What a job brought back, and where it comes from.</summary>
public abstract record JobResult
{
    private protected JobResult()
    {
    }

    public Provenance Provenance { get; init; } = Provenance.Unknown;
}
