using Coupler.Qasm.Syntax;

namespace Coupler.Qasm.Lowering;

/// <summary>What all parts of one expansion share.</summary>
/// <param name="Inputs">Values of inputs, by name; those without one stay open.</param>
internal sealed record Expansion(
    Evaluator Evaluator,
    InstructionSink Sink,
    BitMemory Memory,
    QubitMemory Qubits,
    GateLibrary Library,
    IReadOnlyDictionary<string, double> Inputs)
{
    public SourceText Source => Evaluator.Source;
}
