namespace Coupler.Qasm;

/// <summary>The two languages called OpenQASM: version 3 is no superset of version 2.</summary>
public enum QasmVersion
{
    /// <summary>OpenQASM 2.0 (arXiv:1707.03429), with Qiskit's <c>qelib1.inc</c> built in.</summary>
    OpenQasm2 = 2,

    /// <summary>OpenQASM 3.0 and 3.1 (openqasm.com), with <c>stdgates.inc</c> built in.</summary>
    OpenQasm3 = 3,
}
