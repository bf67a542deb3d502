using System.Globalization;
using System.Text;

namespace Coupler.Fuzz;

/// <summary>Makes up programs by the grammar. Nearly every part fits its place; one in a while does not.</summary>
internal sealed class QasmGrammar(Random random)
{
    private const int Depth = 3;
    private const int OneWild = 40;

    private static readonly (string Call, int Qubits)[] Gates3 =
    [
        ("x", 1), ("h", 1), ("rx({0})", 1), ("p({0})", 1), ("U({0}, 1, {0})", 1), ("w", 1), ("cx", 2), ("cp({0})", 2),
        ("swap", 2), ("iswap", 2), ("g({0})", 2), ("ccx", 3), ("gphase({0})", 0),
    ];

    private static readonly (string Call, int Qubits)[] Gates2 =
    [
        ("x", 1), ("h", 1), ("rz({0})", 1), ("u3({0}, 1, {0})", 1), ("w", 1), ("cx", 2), ("cu1({0})", 2), ("swap", 2),
        ("g({0})", 2), ("ccx", 3), ("rzz({0})", 2),
    ];

    private static readonly string[] Wild =
    [
        "q", "r", "c", "v", "t", "f", "g", "unknown", "1.5", "\"101\"", "c[0]", "q[9]", "-", "{1, 2}", "[0:1]", "measure q",
        "1 << 70", "2 ** 2 ** 9", "sin(t)", "c + 1", "0x", "int", "(", ";", "1e400",
    ];

    private readonly StringBuilder text = new();
    private int loops;

    public static string Program(Random random)
    {
        var grammar = new QasmGrammar(random);
        if (random.Next(3) == 0) grammar.Version2();
        else grammar.Version3();
        return grammar.text.ToString();
    }

    private void Version2()
    {
        text.Append("OPENQASM 2.0;\ninclude \"qelib1.inc\";\nqreg q[3]; qreg r[2]; creg c[3]; creg d[1];\n")
            .Append("gate w a { x a; h a; }\ngate g(t) a, b { rz(t/2) a; cx a, b; barrier a; w b; }\n");
        for (var i = random.Next(12); i >= 0; i--)
        {
            if (random.Next(4) == 0) text.Append($"if({Pick("c", "d")}=={random.Next(9)}) ");
            text.Append(random.Next(7) switch
            {
                0 => Pick("measure q -> c;\n", "measure q[1] -> d[0];\n", "measure r[0] -> c[2];\n"),
                1 => "reset q;\n",
                2 => "barrier q, r;\n",
                _ => Gate(Gates2) + ";\n",
            });
        }
    }

    private void Version3()
    {
        text.Append("OPENQASM 3.0;\ninclude \"stdgates.inc\";\nqubit[3] q; qubit[2] r; ")
            .Append("bit[3] c; bit d; const int n = 2; int m = 3;\n")
            .Append("input float t; const bit[3] s = \"101\";\ngate w a { x a; pow(2) @ h a; }\n")
            .Append("gate g(t) a, b { for int i in [0:1] { rz(t * i) a; } ctrl @ w a, b; gphase(t); }\n")
            .Append("def f(int v, qubit a) -> bit { ry(v) a; bit e = measure a; return e; }\n")
            .Append("def k(float v) -> float { return v / 2; }\n");
        for (var i = random.Next(8); i >= 0; i--) Statement(Depth);
    }

    private void Statement(int depth)
    {
        var form = random.Next(depth > 0 ? 14 : 9);
        if (form < 9) SimpleStatement(form, depth);
        else NestedStatement(form, depth);
    }

    private void SimpleStatement(int form, int depth)
    {
        switch (form)
        {
            case 0:
                text.Append(Pick("c = measure q;", "d = measure q[1];", "c[0:1] = measure r;", "measure q[n] -> d;"));
                break;
            case 1:
                text.Append(Pick("reset q;", "barrier;", "barrier q, r[0];", "reset r[m - 2];"));
                break;
            case 2:
                text.Append($"m {Pick("=", "+=", "-=", "|=", "^=", "%=")} {Integer(depth)};");
                break;
            case 3:
                Declaration(depth);
                break;
            default:
                text.Append(Modified()).Append(';');
                break;
        }

        text.Append('\n');
    }

    private void NestedStatement(int form, int depth)
    {
        switch (form)
        {
            case 9:
                Block($"if ({Question(depth)})", depth);
                if (random.Next(2) == 0) Block("else", depth);
                break;
            case 10:
                loops++;
                Block($"for {Pick("int", "uint")} v in {Values()}", depth);
                loops--;
                break;
            case 11:
                loops++;
                Block($"while ({Known(depth)} && m < 4)", depth, "m += 1;\n");
                loops--;
                break;
            case 12:
                Block(Pick("box", "", "if (true)"), depth);
                break;
            default:
                text.Append(loops > 0
                    ? Pick("break;\n", "continue;\n")
                    : Pick($"d = f({Integer(depth)}, q[0]);\n", "f(1, r[1]);\n", "d = f(m) q[2];\n"));
                break;
        }
    }

    /// <summary>A block of its own, or the declaration would be there twice.</summary>
    private void Declaration(int depth)
    {
        var declaration = random.Next(6) switch
        {
            0 => $"uint[4] v = {Integer(depth)}; rx(v) q[0];",
            1 => $"float v = {Number(depth)}; rx(v) q[0];",
            2 => $"bool v = {Known(depth)}; if (v) x q;",
            3 => $"let v = {Pick("q[0:1]", "q[{2, 0}]", "q ++ r", "r ++ q[1:1]")}; h v;",
            4 => "bit[2] v = measure r; if (v == 2) x r;",
            _ => $"const angle v = {Number(depth)}; rz(-v) r[0];",
        };
        text.Append($"{{ {declaration} }}\n");
    }

    private void Block(string head, int depth, string first = "")
    {
        text.Append(head).Append(" {\n").Append(first);
        for (var i = random.Next(3); i > 0; i--) Statement(depth - 1);
        text.Append("}\n");
    }

    private string Modified() => random.Next(6) switch
    {
        0 => $"ctrl @ {Gate(Gates3, "r[0]")}",
        1 => $"negctrl @ pow({Pick("2", "0.5", "-1")}) @ {Pick("x", "rx(1)", "s")} r[0], q",
        2 => $"ctrl(2) @ inv @ {Pick("t", "h", "w")} r[0], r[1], q[0]",
        3 => $"inv @ {Gate(Gates3)}",
        _ => Gate(Gates3),
    };

    private string Gate((string Call, int Qubits)[] gates, string control = "")
    {
        var (call, qubits) = gates[random.Next(gates.Length)];
        string[] operands = ["q[0]", "q[1]", Pick("q[2]", "q[2]", "r[1]")];
        if (qubits == 1 && random.Next(3) == 0) operands = ["q"];
        else random.Shuffle(operands);
        string[] all = [.. control.Length == 0 ? [] : new[] { control }, .. operands.Take(qubits)];
        return $"{string.Format(CultureInfo.InvariantCulture, call, Number(1))} {string.Join(", ", all)}".TrimEnd();
    }

    private string Values() => random.Next(3) switch
    {
        0 => $"[{random.Next(3)}:{Pick("", "2:", "1:")}{random.Next(5)}]",
        1 => $"{{{Integer(1)}, {Integer(1)}}}",
        _ => Pick("[0:n]", "[n:-1:0]", "{m, n}"),
    };

    private string Number(int depth) => Part(depth, 7, choice => choice switch
    {
        0 => Pick("0.5", "pi/4", "-pi", "2.5e-3", "1/3"),
        1 => Pick("pi", "3"),
        2 => $"-({Number(depth - 1)})",
        3 => $"{Number(depth - 1)} {Pick("+", "-", "*")} {Number(depth - 1)}",
        4 => $"{Pick("sin", "cos", "sqrt", "exp")}(0.5)",
        5 => $"({Number(depth - 1)}) / 2.0",
        _ => Pick("0.25", "pi / 8"),
    });

    private string Integer(int depth) => Part(depth, 6, choice => choice switch
    {
        0 => random.Next(5).ToString(CultureInfo.InvariantCulture),
        1 => Pick("n", "m", "0x10", "0b11"),
        2 => $"({Integer(depth - 1)} {Pick("+", "-", "*", "%", "&", "|", "^", "<<")} {Pick("1", "2", "3")})",
        3 => $"-{Integer(depth - 1)}",
        4 => $"int[4]({Number(depth - 1)})",
        _ => Pick("popcount(s)", "uint(s)", "int(true)"),
    });

    private string Known(int depth) => Part(depth, 5, choice => choice switch
    {
        0 => Pick("true", "m > 1", "s[0]"),
        1 => $"{Integer(depth - 1)} {Pick("==", "!=", "<", ">=")} {Integer(depth - 1)}",
        2 => $"!({Known(depth - 1)})",
        3 => $"({Known(depth - 1)} {Pick("&&", "||")} {Known(depth - 1)})",
        _ => "s == 5",
    });

    private string Question(int depth) => Part(depth, 6, choice => choice switch
    {
        0 => Pick("c == 3", "c[0]", "d", "c[1] == 1", "c != 0"),
        1 => Known(depth - 1),
        2 => $"c {Pick("<", ">=", "==")} {Integer(1)}",
        3 => $"!({Question(depth - 1)})",
        4 => $"{Question(depth - 1)} {Pick("&&", "||")} {Question(depth - 1)}",
        _ => Pick("int[3](c) == 5", "c[0:1] > 1", "c == \"110\""),
    });

    /// <summary>One of so many forms, the first two alone where depth ends; or something that does not belong here.</summary>
    private string Part(int depth, int forms, Func<int, string> form) =>
        random.Next(OneWild) == 0 ? Pick(Wild) : form(random.Next(depth > 0 ? forms : 1));

    private string Pick(params string[] choices) => choices[random.Next(choices.Length)];
}
