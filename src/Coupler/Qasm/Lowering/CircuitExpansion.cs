using System.Collections.Immutable;
using Coupler.Circuits;
using Coupler.Qasm.Syntax;

namespace Coupler.Qasm.Lowering;

/// <summary>
/// Expands a program to the instructions of a circuit: definitions, loops and subroutines are gone, and each name is an index.
/// </summary>
internal static class CircuitExpansion
{
    /// <param name="inputs">Values of inputs, by name; angles without one become parameters.</param>
    /// <exception cref="QasmSyntaxException">The program has an error, or asks for more than a circuit can hold.</exception>
    /// <exception cref="ArgumentException">An input has a wrong value, or inputs need one: all of them are named.</exception>
    public static ImmutableArray<Instruction> Run(
        SourceText source,
        QasmVersion version,
        ImmutableArray<Statement> program,
        IReadOnlyDictionary<string, double> inputs,
        CancellationToken cancellationToken)
    {
        var budget = new Budget(source, cancellationToken);
        var sink = new InstructionSink(source, budget);
        var memory = new BitMemory(source, sink, Names(program));
        var expansion = new Expansion(
            new Evaluator(source, version, budget),
            sink,
            memory,
            new QubitMemory(source),
            new GateLibrary(version),
            new InputValues(source, program, inputs));
        var runner = new StatementRunner(expansion);
        var outermost = runner.Subroutines.Outermost;
        runner.Run(program, outermost, new Frame(null, outermost, null));
        return [.. expansion.Qubits.Declarations, .. memory.Declarations(), .. sink.Drain()];
    }

    private static HashSet<string> Names(ImmutableArray<Statement> program) =>
    [
        .. program.Select(statement => statement switch
        {
            QubitDeclaration qubits => qubits.Name,
            VariableDeclaration variable => variable.Name,
            OutputDeclaration output => output.Name,
            _ => "",
        }),
    ];
}
