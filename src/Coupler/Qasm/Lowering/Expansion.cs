using Coupler.Qasm.Syntax;

namespace Coupler.Qasm.Lowering;

/// <summary>What all parts of one expansion share.</summary>
internal sealed record Expansion(
    Evaluator Evaluator,
    InstructionSink Sink,
    BitMemory Memory,
    QubitMemory Qubits,
    GateLibrary Library,
    InputValues Inputs)
{
    public SourceText Source => Evaluator.Source;
}
