namespace Coupler.Qasm;

/// <summary>A part of the language that is read and understood, but that a circuit cannot express.</summary>
/// <param name="Construct">What stands in the text.</param>
/// <param name="Reason">Why a circuit cannot have it, and what to do instead where there is something.</param>
internal sealed record Refusal(string Construct, string Reason)
{
    public string Message => $"{Construct} is refused: {Reason}";
}
