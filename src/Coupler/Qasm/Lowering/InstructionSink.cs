using System.Collections.Immutable;
using Coupler.Circuits;
using Coupler.Qasm.Syntax;

namespace Coupler.Qasm.Lowering;

/// <summary>Takes the instructions in order, and those of a branch apart.</summary>
internal sealed class InstructionSink(SourceText source, Budget budget)
{
    private ImmutableArray<Instruction>.Builder instructions = ImmutableArray.CreateBuilder<Instruction>();
    private long count;
    private int depth;
    private int lastBranch;

    /// <summary>Which branch of an 'if' on measured bits is being taken; 0 outside of all.</summary>
    public int Branch { get; private set; }

    public void Add(Instruction instruction, int offset)
    {
        budget.Instruction(offset);
        instructions.Add(instruction);
        count++;
    }

    /// <summary>
    /// Adds the question and its branches, which were counted when they were taken, but perhaps stand there several times.
    /// </summary>
    public void AddChoice(RuntimeCondition condition, RuntimeCondition.Branch then, RuntimeCondition.Branch otherwise, int offset)
    {
        var choice = condition.Choose(then, otherwise);
        depth = Math.Max(depth, choice.Depth);
        if (depth > CircuitLayout.MaximumDepth)
        {
            throw source.Error(offset, $"Conditions on measured bits nest deeper than {CircuitLayout.MaximumDepth} levels here");
        }

        budget.Instruction(offset, choice.Count - then.Count - otherwise.Count);
        instructions.AddRange(choice.Instructions);
        count += choice.Count;
    }

    /// <summary>Takes the instructions of a branch.</summary>
    public RuntimeCondition.Branch Collect(Action run)
    {
        var (outer, outerCount, outerDepth, outerBranch) = (instructions, count, depth, Branch);
        (instructions, count, depth, Branch) = (ImmutableArray.CreateBuilder<Instruction>(), 0, 0, ++lastBranch);
        run();
        var branch = new RuntimeCondition.Branch(instructions.DrainToImmutable(), count, depth);
        (instructions, count, depth, Branch) = (outer, outerCount, outerDepth, outerBranch);
        return branch;
    }

    public ImmutableArray<Instruction> Drain() => instructions.DrainToImmutable();
}
