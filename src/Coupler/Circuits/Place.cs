namespace Coupler.Circuits;

/// <summary>Where an instruction stands, for messages: its index, and the branches around it.</summary>
/// <param name="Branch">
/// <c>then</c> or <c>else</c> of the instruction at <paramref name="Index"/> that is looked into; null at its end.
/// </param>
internal sealed record Place(Place? Outer, int Index, string? Branch = null)
{
    /// <summary>How many branches lie around it.</summary>
    public int Depth => Outer is null ? 0 : Outer.Depth + 1;

    public ArgumentException Wrong(Instruction instruction, string reason)
    {
        var text = instruction.ToString();
        if (text.Length > 120) text = text[..120] + "…";
        return new ArgumentException($"Instruction {this}, '{text}': {reason}");
    }

    public override string ToString() =>
        (Outer is null ? "" : Outer + ", ") + (Branch is null ? $"{Index}" : $"{Index}, {Branch}");
}
