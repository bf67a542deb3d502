using Coupler.Circuits;
using Coupler.Qasm;

namespace Coupler.Tests.Qasm;

/// <summary>Short forms for tests that read texts.</summary>
internal static class QasmText
{
    /// <summary>The circuit of a program of version 2 with its library.</summary>
    public static Circuit Read2(string body) => QasmDocument.Parse($"OPENQASM 2.0;\ninclude \"qelib1.inc\";\n{body}").ToCircuit();

    /// <summary>The circuit of a program of version 3 with its library.</summary>
    public static Circuit Read3(string body, params ReadOnlySpan<(string Name, double Value)> inputs)
    {
        var values = new Dictionary<string, double>();
        foreach (var (name, value) in inputs) values.Add(name, value);
        return QasmDocument.Parse($"OPENQASM 3.0;\ninclude \"stdgates.inc\";\n{body}").ToCircuit(values);
    }

    /// <summary>The instructions of a program without its declarations.</summary>
    public static Instruction[] Body3(string body) =>
        [.. Read3(body).Where(instruction => instruction is not (QubitsInstruction or BitsInstruction))];

    public static QasmSyntaxException Fails2(string body) => Assert.Throws<QasmSyntaxException>(() => Read2(body));

    public static QasmSyntaxException Fails3(string body) => Assert.Throws<QasmSyntaxException>(() => Read3(body));
}
