using System.Collections.Immutable;

namespace Coupler.Circuits;

/// <summary>Circuits made of circuits: inverse, controlled, power, bound; and what is asked of their instructions.</summary>
internal static class CircuitRewriting
{
    /// <summary>The gates in order, those in branches too.</summary>
    public static IEnumerable<GateInstruction> Gates(IEnumerable<Instruction> instructions) =>
        instructions.SelectMany(instruction => instruction switch
        {
            GateInstruction gate => [gate],
            IfInstruction branch => Gates(branch.Then.Concat(branch.Else)),
            _ => Enumerable.Empty<GateInstruction>(),
        });

    public static Instruction? FirstDynamic(ImmutableArray<Instruction> instructions)
    {
        var measured = new HashSet<int>();
        return instructions.FirstOrDefault(instruction => instruction switch
        {
            GateInstruction gate =>
                gate.Qubits.Any(measured.Contains) || gate.Controls.Any(control => measured.Contains(control.Qubit)),
            MeasureInstruction measure => !measured.Add(measure.Qubit),
            _ => instruction is ResetInstruction or IfInstruction,
        });
    }

    public static ImmutableArray<Parameter> Parameters(IEnumerable<Instruction> instructions) =>
    [
        .. Gates(instructions).SelectMany(gate => gate.Parameters).SelectMany(angle => angle.Terms).Select(term => term.Parameter)
            .Distinct().OrderBy(parameter => parameter.Name, StringComparer.Ordinal),
    ];

    public static Circuit Inverse(Circuit circuit) =>
        [.. circuit.Where(IsDeclaration), .. Unitary(circuit, "inverted").Reverse().Select(Inverse)];

    public static Circuit Controlled(Circuit circuit, ImmutableArray<int> controls) =>
    [
        .. circuit.Where(IsDeclaration),
        .. Unitary(circuit, "controlled").Select(instruction =>
            instruction is GateInstruction gate ? gate.Controlled(controls.AsSpan()) : instruction),
    ];

    public static Circuit Power(Circuit circuit, int exponent)
    {
        var once = Unitary(exponent < 0 ? Inverse(circuit) : circuit, "raised to a power");
        var width = circuit.QubitCount > 0 && !circuit.Any(instruction => instruction is QubitsInstruction)
            ? (IEnumerable<Instruction>)[new QubitsInstruction(CircuitLayout.DefaultQubits, circuit.QubitCount)]
            : [];
        var times = Math.Abs((long)exponent);
        if (times * once.Length > Array.MaxLength)
        {
            throw new ArgumentOutOfRangeException(
                nameof(exponent), exponent, $"The circuit has {once.Length} instructions; {times} times as many are too many.");
        }

        return
        [
            .. times == 0 ? width : [], .. circuit.Where(IsDeclaration),
            .. Enumerable.Repeat(once, (int)times).SelectMany(instructions => instructions),
        ];
    }

    public static Circuit Bind(Circuit circuit, IReadOnlyDictionary<string, double> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        var known = Parameters(circuit).Select(parameter => parameter.Name).ToHashSet();
        if (values.Keys.FirstOrDefault(name => !known.Contains(name)) is { } unknown)
        {
            var names = known.Count == 0 ? "none" : string.Join(", ", known);
            throw new ArgumentException($"The circuit has no parameter '{unknown}'; it has {names}.", nameof(values));
        }

        return [.. circuit.Select(instruction => Bind(instruction, values))];
    }

    private static Instruction Bind(Instruction instruction, IReadOnlyDictionary<string, double> values) => instruction switch
    {
        GateInstruction { Parameters.IsEmpty: false } gate =>
            gate with { Parameters = [.. gate.Parameters.Select(angle => angle.Bind(values))] },
        IfInstruction branch => branch with
        {
            Then = [.. branch.Then.Select(inner => Bind(inner, values))],
            Else = [.. branch.Else.Select(inner => Bind(inner, values))],
        },
        _ => instruction,
    };

    private static Instruction Inverse(Instruction instruction) =>
        instruction is GateInstruction gate ? gate.Inverse() : instruction;

    private static bool IsDeclaration(Instruction instruction) => instruction is QubitsInstruction or BitsInstruction;

    /// <summary>The gates and barriers of a circuit that has nothing else.</summary>
    private static ImmutableArray<Instruction> Unitary(Circuit circuit, string verb)
    {
        for (var i = 0; i < circuit.Count; i++)
        {
            if (circuit[i] is MeasureInstruction or ResetInstruction or IfInstruction)
            {
                throw new InvalidOperationException(
                    $"The circuit cannot be {verb}: instruction {i}, '{circuit[i]}', is no gate. Take that part out first.");
            }
        }

        return [.. circuit.Where(instruction => !IsDeclaration(instruction))];
    }
}
