namespace Coupler.Apps.Tests.Cli;

/// <summary>Texts of circuit files.</summary>
internal static class Circuits
{
    public static string Version3(string statements) => $"OPENQASM 3.0;\ninclude \"stdgates.inc\";\n{statements}\n";

    /// <summary>Every outcome is as likely as any other.</summary>
    public static string Uniform(int qubits) => Version3($"qubit[{qubits}] q; bit[{qubits}] c; h q; c = measure q;");

    /// <summary>Keeps a simulator busy for minutes, and tells progress at once.</summary>
    public static string Endless { get; } = Slow(qubits: 22, layers: 2_000);

    /// <summary>Keeps a simulator busy for a minute or more, and is read and stored in no time.</summary>
    public static string Long { get; } = Slow(qubits: 24, layers: 300);

    /// <summary>No gate undoes another, and no two layers are alike.</summary>
    public static string Slow(int qubits, int layers) => Version3(
        $$"""
        qubit[{{qubits}}] q;
        bit[{{qubits}}] c;
        for int layer in [1:{{layers}}] {
          for int i in [0:{{qubits - 1}}] { rx(0.1 * layer + i) q[i]; }
          for int i in [0:{{qubits - 2}}] { cry(0.3 * layer + i) q[i], q[i + 1]; }
        }
        c = measure q;
        """);
}
