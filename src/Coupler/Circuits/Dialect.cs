namespace Coupler.Circuits;

/// <summary>A place that gives names to gates. One name may mean different unitaries in two of them.</summary>
public enum Dialect
{
    /// <summary>
    /// What OpenQASM 2 has without an include: <c>U</c> and <c>CX</c>, with the phases of Qiskit (arXiv:1707.03429 leaves them
    /// open).
    /// </summary>
    OpenQasm2,

    /// <summary>
    /// <c>qelib1.inc</c> as Qiskit 2.5.2 ships it. A name means the product of its body there, with Qiskit's matrix for <c>U</c>:
    /// so <c>rz</c> is <c>u1</c>, and <c>rzz</c> is cx · u1 · cx.
    /// </summary>
    Qelib1,

    /// <summary>
    /// What OpenQASM 3.1 has without an include: <c>U</c> and <c>gphase</c>, with the phases of its specification.
    /// </summary>
    OpenQasm3,

    /// <summary><c>stdgates.inc</c> of OpenQASM 3.1 (tag spec/v3.1.0 of the openqasm repository).</summary>
    StdGates,

    /// <summary>The native gates of IonQ's API, counted in turns.</summary>
    IonQ,

    /// <summary>
    /// The native gates of Quantinuum's machines, as its compiler pytket names them; <c>U1q</c> as its <c>hqslib1.inc</c> does.
    /// </summary>
    Quantinuum,
}
