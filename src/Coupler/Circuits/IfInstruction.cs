using System.Collections.Immutable;

namespace Coupler.Circuits;

/// <summary>
/// Runs <paramref name="Then"/> where the condition holds and <paramref name="Else"/> where not; asked once, before either.
/// </summary>
public sealed record IfInstruction(Condition Condition, ImmutableArray<Instruction> Then, ImmutableArray<Instruction> Else)
    : Instruction
{
    /// <summary>
    /// The same condition with another branch for where it does not hold: <c>If(bit, X(0)).Otherwise(Y(0))</c>.
    /// </summary>
    public IfInstruction Otherwise(params ReadOnlySpan<Instruction> instructions) => this with { Else = [.. instructions] };

    public bool Equals(IfInstruction? other) =>
        other is not null && Condition == other.Condition && Then.SequenceEqual(other.Then) && Else.SequenceEqual(other.Else);

    public override int GetHashCode() => HashCode.Combine(Condition, Then.Length, Else.Length);

    private protected override string Text => InstructionText.Of(this);
}
