using System.Collections.Immutable;
using Coupler.Circuits;
using Coupler.Qasm.Syntax;

namespace Coupler.Qasm.Lowering;

/// <summary>The qubits of the circuit; registers follow each other in the order of the text.</summary>
internal sealed class QubitMemory(SourceText source)
{
    private readonly List<QubitsInstruction> registers = [];
    private int count;

    public IEnumerable<QubitsInstruction> Declarations => registers;

    public QubitRegister Declare(string name, QasmType type, int offset)
    {
        if (type.Length > source.Limits.RegisterElements - count)
        {
            throw source.Error(offset, $"A circuit has at most {source.Limits.RegisterElements:N0} qubits");
        }

        registers.Add(new QubitsInstruction(name, type.Length));
        var qubits = Enumerable.Range(count, type.Length).ToImmutableArray();
        count += type.Length;
        return new QubitRegister(name, new QubitsValue(qubits, type.IsScalar), offset);
    }
}
