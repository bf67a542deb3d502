using Coupler.Circuits;

namespace Coupler.Azure;

/// <summary>What every target refuses of a circuit.</summary>
internal static class CircuitRefusal
{
    /// <param name="write">Writes the circuit in the format that is sent.</param>
    /// <exception cref="TargetRefusedException">It is too large, or cannot be written: names the instruction.</exception>
    public static void Check(Circuit circuit, Target target, Func<Payload> write)
    {
        if (circuit.QubitCount > (target.MaxQubits ?? int.MaxValue))
        {
            throw new TargetRefusedException(
                target.Id, $"it has {target.MaxQubits} qubits and the circuit {circuit.QubitCount}.");
        }

        try
        {
            write();
        }
        catch (ArgumentException exception)
        {
            throw new TargetRefusedException(target.Id, exception.Message);
        }
    }
}
