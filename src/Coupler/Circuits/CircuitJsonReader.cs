using System.Collections.Immutable;
using System.Text.Json;

namespace Coupler.Circuits;

/// <summary>
/// Reads what <see cref="CircuitJsonWriter"/> writes, in one pass. Its exceptions are those of JSON and of circuits;
/// <see cref="CircuitFormat"/> turns them into one.
/// </summary>
internal ref struct CircuitJsonReader
{
    // Each condition opens three levels (the object, the branch, an instruction in it); angles and bits lie two below.
    private const int MaximumDepth = (3 * CircuitLayout.MaximumDepth) + 8;
    private const int DepthOfInstructions = 2;

    private Utf8JsonReader json;
    private Gate? lastGate;

    /// <summary>The instruction that is being read, of those in no branch; null before and after them.</summary>
    private int? place;

    public CircuitJsonReader(ReadOnlyMemory<byte> bytes) =>
        json = new Utf8JsonReader(bytes.Span, new JsonReaderOptions { MaxDepth = MaximumDepth });

    /// <summary>What a message begins with: where the reader is, as far as it helps.</summary>
    public readonly string Where => place is { } index ? $"instruction {index}: " : "";

    public Circuit Read()
    {
        Next(JsonTokenType.StartObject);
        NextProperty("instructions");
        var instructions = Instructions();
        place = null;
        var circuit = Circuit.Create(instructions.AsSpan());
        Next(JsonTokenType.EndObject);
        return json.Read() ? throw new FormatException("Something follows the circuit.") : circuit;
    }

    private ImmutableArray<Instruction> Instructions()
    {
        var instructions = ImmutableArray.CreateBuilder<Instruction>();
        Next(JsonTokenType.StartArray);
        while (More())
        {
            if (json.CurrentDepth == DepthOfInstructions) place = instructions.Count;
            Expect(JsonTokenType.StartObject);
            var kind = NextName();
            instructions.Add(kind switch
            {
                "gate" => GateAfterItsKey(),
                "measure" => Closed(new MeasureInstruction(NextInt(), BitProperty())),
                "reset" => Closed(new ResetInstruction(NextInt())),
                "barrier" => Closed(new BarrierInstruction(Ints())),
                "qubits" => Closed(new QubitsInstruction(Register(out var size), size)),
                "bits" => Closed(new BitsInstruction(Register(out var size), size)),
                "if" => ConditionAfterItsKey(),
                _ => throw new FormatException($"There is no instruction of the kind '{kind}'."),
            });
        }

        return instructions.DrainToImmutable();
    }

    private GateInstruction GateAfterItsKey()
    {
        var gate = NextGate();
        NextProperty("on");
        var instruction = new GateInstruction(gate, [], Ints());
        while (!NextIsEnd(out var property))
        {
            instruction = property switch
            {
                "angles" => instruction with { Parameters = Angles() },
                "power" => instruction with { Exponent = NextDouble() },
                "controls" => instruction with { Controls = Controls() },
                _ => throw new FormatException($"A gate has no property '{property}'."),
            };
        }

        return instruction;
    }

    private Gate NextGate()
    {
        Next(JsonTokenType.String);
        if (lastGate is not null && json.ValueTextEquals(lastGate.Name)) return lastGate;
        var name = json.GetString()!;
        return GateTable.TryFind(name, out lastGate) ? lastGate : throw new FormatException($"There is no gate '{name}'.");
    }

    private IfInstruction ConditionAfterItsKey()
    {
        var bits = ImmutableArray.CreateBuilder<Bit>();
        Next(JsonTokenType.StartArray);
        while (More()) bits.Add(BitHere());
        NextProperty("is");
        var sign = NextString();
        var comparison = Condition.Signs.IndexOf(sign);
        if (comparison < 0) throw new FormatException($"There is no comparison '{sign}'.");
        NextProperty("value");
        var condition = new Condition(bits.DrainToImmutable(), (Comparison)comparison, BitString.Parse(NextString()));
        NextProperty("then");
        var branch = new IfInstruction(condition, Instructions(), []);
        if (NextIsEnd(out var property)) return branch;
        if (property != "else") throw new FormatException($"A condition has no property '{property}'.");
        return Closed(branch with { Else = Instructions() });
    }

    private ImmutableArray<Angle> Angles()
    {
        var angles = ImmutableArray.CreateBuilder<Angle>(1);
        Next(JsonTokenType.StartArray);
        while (More()) angles.Add(AngleHere());
        return angles.DrainToImmutable();
    }

    private Angle AngleHere()
    {
        if (json.TokenType == JsonTokenType.Number) return json.GetDouble();
        Expect(JsonTokenType.StartArray);
        var constant = NextDouble();
        var terms = new List<Angle.Term>();
        while (More())
        {
            Expect(JsonTokenType.String);
            terms.Add(new(new Parameter(json.GetString()!), NextDouble()));
        }

        return Angle.Of(constant, terms);
    }

    private ImmutableArray<Control> Controls()
    {
        var controls = ImmutableArray.CreateBuilder<Control>(1);
        Next(JsonTokenType.StartArray);
        while (More())
        {
            Expect(JsonTokenType.StartArray);
            var qubit = NextInt();
            var value = NextInt();
            if (value is not (0 or 1)) throw new FormatException($"A control waits for 0 or 1, not for {value}.");
            controls.Add(new(qubit, value == 1));
            Next(JsonTokenType.EndArray);
        }

        return controls.DrainToImmutable();
    }

    private string Register(out int size)
    {
        size = NextInt();
        NextProperty("register");
        return NextString();
    }

    private Bit BitProperty()
    {
        NextProperty("bit");
        Next(JsonTokenType.StartArray);
        return BitHere();
    }

    private Bit BitHere()
    {
        Expect(JsonTokenType.StartArray);
        var bit = new Bit(NextString(), NextInt());
        Next(JsonTokenType.EndArray);
        return bit;
    }

    private ImmutableArray<int> Ints()
    {
        var numbers = ImmutableArray.CreateBuilder<int>(2);
        Next(JsonTokenType.StartArray);
        while (More()) numbers.Add(json.GetInt32());
        return numbers.DrainToImmutable();
    }

    private T Closed<T>(T instruction)
    {
        Next(JsonTokenType.EndObject);
        return instruction;
    }

    private int NextInt()
    {
        Next(JsonTokenType.Number);
        return json.GetInt32();
    }

    private double NextDouble()
    {
        Next(JsonTokenType.Number);
        return json.GetDouble();
    }

    private string NextString()
    {
        Next(JsonTokenType.String);
        return json.GetString()!;
    }

    private string NextName()
    {
        Next(JsonTokenType.PropertyName);
        return json.GetString()!;
    }

    private void NextProperty(string name)
    {
        Next(JsonTokenType.PropertyName);
        if (!json.ValueTextEquals(name)) throw new FormatException($"'{name}' is expected, not '{json.GetString()}'.");
    }

    private bool NextIsEnd(out string? property)
    {
        Advance();
        if (json.TokenType == JsonTokenType.PropertyName)
        {
            property = json.GetString();
            return false;
        }

        property = null;
        Expect(JsonTokenType.EndObject);
        return true;
    }

    /// <summary>Goes on to the next element of an array, or past its end.</summary>
    private bool More()
    {
        Advance();
        return json.TokenType != JsonTokenType.EndArray;
    }

    private void Next(JsonTokenType type)
    {
        Advance();
        Expect(type);
    }

    private void Advance()
    {
        if (!json.Read()) throw new FormatException("The circuit ends in its middle.");
    }

    private readonly void Expect(JsonTokenType type)
    {
        if (json.TokenType != type) throw new FormatException($"At byte {json.TokenStartIndex} is {json.TokenType}, not {type}.");
    }
}
