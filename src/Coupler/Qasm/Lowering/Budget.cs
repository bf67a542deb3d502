using System.Numerics;
using Coupler.Qasm.Syntax;

namespace Coupler.Qasm.Lowering;

/// <summary>Counts what a text costs to expand, and ends it before it costs too much, or when the caller cancels.</summary>
internal sealed class Budget(SourceText source, CancellationToken cancellationToken)
{
    /// <summary>What a block or a gate counts: as many calls on the thread's stack as so many operators.</summary>
    public const int BlockLevels = 5;

    /// <summary>What a call of a subroutine counts.</summary>
    public const int CallLevels = 10;

    /// <summary>Steps that entering a block takes, and those of a call: about as long as so many expressions.</summary>
    public const int BlockSteps = 4;

    public const int CallSteps = 12;

    /// <summary>So much is counted between two looks at the token of cancellation.</summary>
    private const long CountPerCheck = 1 << 12;

    private readonly QasmLimits limits = source.Limits;

    // What runs once takes fewer steps than it has characters, and fewer instructions still: to be long is no offence.
    private readonly long allowedSteps = source.Limits.Steps + (long)source.Text.Length;
    private readonly long allowedInstructions = source.Limits.Instructions + (source.Text.Length / 4L);
    private long steps;
    private long instructions;
    private long checkedAt;
    private int depth;

    /// <param name="count">Not negative; how many elements are touched or statements run.</param>
    public void Step(int offset, long count = 1)
    {
        if (count > allowedSteps - steps) throw TooLong(offset);
        steps += count;
        CheckCancellation();
    }

    /// <summary>Makes sure that so many steps can follow, without counting them yet.</summary>
    public void Foresee(int offset, BigInteger coming)
    {
        if (coming > allowedSteps - steps) throw TooLong(offset);
    }

    /// <summary>Makes sure that so many instructions can follow, without counting them yet.</summary>
    public void Foresee(int offset, string gate, long coming)
    {
        if (coming <= allowedInstructions - instructions) return;
        throw source.Error(
            offset,
            $"Gate '{Spelling.Shorten(gate)}' stands for too much: a circuit has at most {allowedInstructions:N0} instructions");
    }

    public void Instruction(int offset, long count = 1)
    {
        if (count > allowedInstructions - instructions)
        {
            throw source.Error(offset, $"The text stands for more than {allowedInstructions:N0} instructions");
        }

        instructions += count;
        CheckCancellation();
    }

    /// <summary>One level deeper; <see cref="Leave"/> ends it.</summary>
    public void Enter(int offset, int levels = 1)
    {
        depth += levels;
        if (depth > limits.Depth)
        {
            throw source.Error(offset, $"The text nests deeper than {limits.Depth:N0} levels when it is expanded");
        }
    }

    public void Leave(int levels = 1) => depth -= levels;

    private void CheckCancellation()
    {
        if (steps + instructions - checkedAt < CountPerCheck) return;
        cancellationToken.ThrowIfCancellationRequested();
        checkedAt = steps + instructions;
    }

    private QasmSyntaxException TooLong(int offset) =>
        source.Error(offset, $"The text takes more than {allowedSteps:N0} steps to expand");
}
