namespace Coupler.Testing;

/// <summary>The calls of a place that a fault can happen to.</summary>
public enum PlaceCall
{
    Upload,
    Submit,
    Read,
    Fetch,
    Cancel,
}
