using System.Collections.Immutable;
using Coupler.Circuits;
using Coupler.Qasm.Syntax;

namespace Coupler.Qasm.Writing;

/// <summary>The registers and parameters of a circuit in a text: their names there, and how an index is written.</summary>
internal sealed class RegisterNames
{
    private readonly Circuit circuit;
    private readonly Dictionary<string, string> bits;
    private readonly ImmutableArray<string> qubits;
    private readonly Dictionary<string, string> parameters = [];

    /// <param name="names">From which names are taken: first for parameters, whose names bind their values, then for
    /// registers.</param>
    public RegisterNames(Circuit circuit, ImmutableArray<string> parameterNames, NamePool names)
    {
        this.circuit = circuit;
        foreach (var parameter in parameterNames) parameters[parameter] = names.Take(parameter);
        qubits = [.. circuit.QubitRegisters.Select(register => names.Take(register.Name))];
        bits = circuit.BitRegisters.ToDictionary(register => register.Name, register => names.Take(register.Name));
    }

    public IReadOnlyDictionary<string, string> Parameters => parameters;

    public IEnumerable<Statement> Declarations()
    {
        for (var i = 0; i < qubits.Length; i++)
        {
            yield return new QubitDeclaration(qubits[i], Size(circuit.QubitRegisters[i].Size), 0);
        }
        foreach (var register in circuit.BitRegisters)
        {
            yield return new VariableDeclaration(
                new TypeSyntax(TypeKind.Bit, Size(register.Size), 0), bits[register.Name], null, IsConst: false, 0);
        }
    }

    public Expression Bits(string register) => new NameExpression(bits[register], 0);

    public Expression Bit(Bit bit) => new IndexExpression(Bits(bit.Register), Size(bit.Index), 0);

    public Expression Qubit(int index)
    {
        var registers = circuit.QubitRegisters;
        var low = 0;
        for (var high = registers.Length; high - low > 1;)
        {
            var middle = (low + high) / 2;
            if (registers[middle].Offset <= index) low = middle;
            else high = middle;
        }

        return new IndexExpression(new NameExpression(qubits[low], 0), Size(index - registers[low].Offset), 0);
    }

    public ImmutableArray<Expression> Qubits(IEnumerable<int> indices) => [.. indices.Select(Qubit)];

    public ImmutableArray<Expression> AllQubits() => [.. qubits.Select(name => new NameExpression(name, 0))];

    private static IntegerLiteral Size(int number) => new(number, 0);
}
