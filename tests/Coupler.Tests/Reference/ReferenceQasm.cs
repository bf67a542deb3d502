using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Coupler.Tests.Reference;

/// <summary>
/// A small reader of OpenQASM 2 (A. Cross et al., arXiv:1707.03429, appendix A), which shares nothing with the library's.
/// It believes what it reads: a gate's body is read again at each call, with the values of its parameters in hand.
/// </summary>
internal sealed partial class ReferenceQasm
{
    /// <summary>The last token.</summary>
    private const string End = "the end of the text";

    private static readonly Dictionary<string, double> NoValues = [];

    private static readonly Dictionary<string, Func<double, double>> Functions = new()
    {
        ["sin"] = Math.Sin,
        ["cos"] = Math.Cos,
        ["tan"] = Math.Tan,
        ["exp"] = Math.Exp,
        ["ln"] = Math.Log,
        ["sqrt"] = Math.Sqrt,
    };

    private readonly string[] tokens;
    private readonly Dictionary<string, ReferenceRegister> qubits = [];
    private readonly Dictionary<string, ReferenceRegister> bits = [];
    private readonly Dictionary<string, Definition> definitions = [];
    private readonly List<ReferenceRegister> bitRegisters = [];
    private bool includesQelib;
    private int position;

    private ReferenceQasm(string text)
    {
        var pieces = Token().Matches(text).Select(match => match.Value).ToList();
        if (pieces.Sum(piece => piece.Length) != text.Length) throw new FormatException("The text has a character of no token.");
        tokens = [.. pieces.Where(piece => !char.IsWhiteSpace(piece[0]) && !piece.StartsWith("//")), End];
    }

    /// <exception cref="FormatException">The text is not a program that this reader understands.</exception>
    public static ReferenceProgram Parse(string text) => new ReferenceQasm(text).Program();

    public static ReferenceProgram Read(string path) => Parse(File.ReadAllText(path));

    private ReferenceProgram Program()
    {
        Skip("OPENQASM", "2.0", ";");
        var steps = ImmutableArray.CreateBuilder<ReferenceStep>();
        while (tokens[position] != End) steps.AddRange(Statement());
        return new(qubits.Values.Sum(register => register.Size), [.. bitRegisters], steps.ToImmutable());
    }

    private List<ReferenceStep> Statement()
    {
        switch (tokens[position])
        {
            case "include":
                Skip("include", "\"qelib1.inc\"", ";");
                includesQelib = true;
                return [];
            case "qreg":
                _ = Declaration(qubits);
                return [];
            case "creg":
                bitRegisters.Add(Declaration(bits));
                return [];
            case "gate":
                Define();
                return [];
            case "barrier":
                position = Array.IndexOf(tokens, ";", position) + 1;
                return [];
            case "if":
                return [If()];
            default:
                return Operation();
        }
    }

    private ReferenceRegister Declaration(Dictionary<string, ReferenceRegister> registers)
    {
        position++;
        var name = Take();
        Skip("[");
        var size = Integer();
        Skip("]", ";");
        var register = new ReferenceRegister(name, registers.Values.Sum(earlier => earlier.Size), size);
        registers.Add(name, register);
        return register;
    }

    private void Define()
    {
        Skip("gate");
        var name = Take();
        var parameters = tokens[position] == "(" ? Parameters() : [];
        var arguments = Names("{");
        definitions.Add(name, new(parameters, arguments, position));
        position = Array.IndexOf(tokens, "}", position) + 1;
    }

    private string[] Parameters()
    {
        Skip("(");
        return Names(")");
    }

    private string[] Names(string end)
    {
        var names = new List<string>();
        while (tokens[position] != end)
        {
            names.Add(Take());
            if (tokens[position] == ",") position++;
        }

        Skip(end);
        return [.. names];
    }

    private ReferenceStep.When If()
    {
        Skip("if", "(");
        var register = Find(bits, Take());
        Skip("==");
        var value = Integer();
        Skip(")");
        return new(register, (ulong)value, [.. Operation()]);
    }

    private List<ReferenceStep> Operation()
    {
        switch (tokens[position])
        {
            case "measure":
                Skip("measure");
                var from = Argument(qubits);
                Skip("->");
                var to = Argument(bits);
                Skip(";");
                return [.. from.Zip(to, (qubit, bit) => new ReferenceStep.Measure(qubit, bit))];
            case "reset":
                Skip("reset");
                var targets = Argument(qubits);
                Skip(";");
                return [.. targets.Select(qubit => new ReferenceStep.Reset(qubit))];
            default:
                var (name, angles) = GateAndAngles(NoValues);
                var arguments = Arguments();
                var times = arguments.Max(argument => argument.Length);
                return [.. Enumerable.Range(0, times).SelectMany(i =>
                    Call(name, angles, [.. arguments.Select(argument => argument[argument.Length == 1 ? 0 : i])]))];
        }
    }

    /// <summary>The steps of one gate on single qubits: a matrix, or those of its body.</summary>
    private List<ReferenceStep> Call(string name, double[] angles, int[] targets)
    {
        if (!definitions.TryGetValue(name, out var definition))
        {
            var known = name is "U" or "CX" || (includesQelib && ReferenceGates.Has(name));
            if (!known) throw new FormatException($"The gate {name} is not known.");
            return [new ReferenceStep.Apply(ReferenceGates.Matrix(name, angles), [.. targets])];
        }

        var values = definition.Parameters.Zip(angles).ToDictionary();
        var places = definition.Arguments.Zip(targets).ToDictionary();
        var steps = new List<ReferenceStep>();
        var caller = position;
        position = definition.Body;
        while (tokens[position] != "}") steps.AddRange(BodyStatement(values, places));
        position = caller;
        return steps;
    }

    private List<ReferenceStep> BodyStatement(Dictionary<string, double> values, Dictionary<string, int> places)
    {
        if (tokens[position] == "barrier")
        {
            position = Array.IndexOf(tokens, ";", position) + 1;
            return [];
        }

        var (name, angles) = GateAndAngles(values);
        return Call(name, angles, [.. Names(";").Select(argument => places[argument])]);
    }

    private (string Name, double[] Angles) GateAndAngles(Dictionary<string, double> values)
    {
        var name = Take();
        if (tokens[position] != "(") return (name, []);
        Skip("(");
        var angles = new List<double>();
        while (tokens[position] != ")")
        {
            angles.Add(Sum(values));
            if (tokens[position] == ",") position++;
        }

        Skip(")");
        return (name, [.. angles]);
    }

    private List<int[]> Arguments()
    {
        var arguments = new List<int[]> { Argument(qubits) };
        while (tokens[position] == ",")
        {
            position++;
            arguments.Add(Argument(qubits));
        }

        Skip(";");
        return arguments;
    }

    /// <summary>One element of a register, or all of them.</summary>
    private int[] Argument(Dictionary<string, ReferenceRegister> registers)
    {
        var register = Find(registers, Take());
        if (tokens[position] != "[") return [.. Enumerable.Range(register.Offset, register.Size)];
        Skip("[");
        var index = Integer();
        Skip("]");
        return index < register.Size ? [register.Offset + index] : throw new FormatException($"{register.Name} has no {index}.");
    }

    private double Sum(Dictionary<string, double> values)
    {
        var sum = Product(values);
        while (tokens[position] is "+" or "-") sum += Take() == "+" ? Product(values) : -Product(values);
        return sum;
    }

    private double Product(Dictionary<string, double> values)
    {
        var product = Signed(values);
        while (tokens[position] is "*" or "/") product *= Take() == "*" ? Signed(values) : 1 / Signed(values);
        return product;
    }

    private double Signed(Dictionary<string, double> values)
    {
        if (tokens[position] != "-") return Power(values);
        position++;
        return -Signed(values);
    }

    private double Power(Dictionary<string, double> values)
    {
        var root = Atom(values);
        if (tokens[position] != "^") return root;
        position++;
        return Math.Pow(root, Signed(values));
    }

    private double Atom(Dictionary<string, double> values)
    {
        var token = Take();
        if (values.TryGetValue(token, out var value)) return value;
        if (token == "pi") return Math.PI;
        var function = Functions.GetValueOrDefault(token);
        if (function is null && token != "(") return double.Parse(token, NumberStyles.Float, CultureInfo.InvariantCulture);
        if (function is not null) Skip("(");
        var inner = Sum(values);
        Skip(")");
        return function is null ? inner : function(inner);
    }

    private string Take() => tokens[position] != End ? tokens[position++] : throw new FormatException("The text ends too early.");

    private int Integer() => int.Parse(Take(), NumberStyles.None, CultureInfo.InvariantCulture);

    private void Skip(params ReadOnlySpan<string> expected)
    {
        foreach (var token in expected)
        {
            var found = Take();
            if (found != token) throw new FormatException($"Expected {token}, not {found} (token {position}).");
        }
    }

    private static ReferenceRegister Find(Dictionary<string, ReferenceRegister> registers, string name) =>
        registers.GetValueOrDefault(name) ?? throw new FormatException($"There is no register {name}.");

    [GeneratedRegex("""//[^\n]*|\s+|"[^"\n]*"|->|==|[A-Za-z]\w*|(\d+\.\d*|\.\d+|\d+)([eE][+-]?\d+)?|[{}()\[\];,+\-*/^]""")]
    private static partial Regex Token();

    private sealed record Definition(string[] Parameters, string[] Arguments, int Body);
}
