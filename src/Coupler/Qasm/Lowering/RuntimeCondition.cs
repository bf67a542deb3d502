using System.Collections.Immutable;
using Coupler.Circuits;

namespace Coupler.Qasm.Lowering;

/// <summary>A truth value that depends on measured bits, as a tree of comparisons.</summary>
internal abstract record RuntimeCondition
{
    /// <summary>Instructions, how many they are with all that stand inside of others, and how deep they nest.</summary>
    internal readonly record struct Branch(ImmutableArray<Instruction> Instructions, long Count, int Depth);

    /// <summary>
    /// The instructions that run one of two branches. A circuit asks one comparison at a time, so a compound condition
    /// becomes nested questions, and a branch may stand in several places; exactly one of them runs.
    /// </summary>
    public abstract Branch Choose(Branch then, Branch otherwise);

    internal sealed record Compared(Condition Condition) : RuntimeCondition
    {
        public override Branch Choose(Branch then, Branch otherwise) =>
            new(
                [new IfInstruction(Condition, then.Instructions, otherwise.Instructions)],
                Saturated(1 + then.Count + otherwise.Count),
                1 + Math.Max(then.Depth, otherwise.Depth));
    }

    internal sealed record Negated(RuntimeCondition Inner) : RuntimeCondition
    {
        public override Branch Choose(Branch then, Branch otherwise) => Inner.Choose(otherwise, then);
    }

    internal sealed record Both(RuntimeCondition Left, RuntimeCondition Right) : RuntimeCondition
    {
        public override Branch Choose(Branch then, Branch otherwise) => Left.Choose(Right.Choose(then, otherwise), otherwise);
    }

    internal sealed record Either(RuntimeCondition Left, RuntimeCondition Right) : RuntimeCondition
    {
        public override Branch Choose(Branch then, Branch otherwise) => Left.Choose(then, Right.Choose(then, otherwise));
    }

    private static long Saturated(long count) => Math.Min(count, long.MaxValue / 4);
}
