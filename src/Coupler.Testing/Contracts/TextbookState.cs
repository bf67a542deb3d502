using System.Numerics;
using Coupler.Circuits;

namespace Coupler.Testing.Contracts;

/// <summary>
/// The state of a few qubits as 2ⁿ amplitudes, changed gate by gate as any textbook does; the index of an amplitude has qubit
/// q as its bit of value 2^q. Each gate is applied and returned as an instruction.
/// </summary>
internal sealed class TextbookState
{
    private readonly Complex[] amplitudes;

    public TextbookState(int qubits)
    {
        amplitudes = new Complex[1 << qubits];
        amplitudes[0] = 1;
    }

    public double[] Probabilities => Array.ConvertAll(amplitudes, amplitude => amplitude.Magnitude * amplitude.Magnitude);

    public Instruction ApplyH(int qubit)
    {
        ForEachPair(qubit, (zero, one) => ((zero + one) / Math.Sqrt(2), (zero - one) / Math.Sqrt(2)));
        return Gates.H(qubit);
    }

    public Instruction ApplyX(int qubit)
    {
        ForEachPair(qubit, (zero, one) => (one, zero));
        return Gates.X(qubit);
    }

    public Instruction ApplyCX(int control, int target)
    {
        ForEachPair(target, (zero, one) => (one, zero), controls: 1 << control);
        return Gates.CX(control, target);
    }

    public Instruction ApplyRZ(double angle, int qubit)
    {
        var half = Complex.FromPolarCoordinates(1, angle / 2);
        ForEachPair(qubit, (zero, one) => (zero / half, one * half));
        return Gates.RZ(angle, qubit);
    }

    private void ForEachPair(
        int qubit, Func<Complex, Complex, (Complex Zero, Complex One)> gate, int controls = 0)
    {
        for (var index = 0; index < amplitudes.Length; index++)
        {
            var partner = index | (1 << qubit);
            if (partner == index || (index & controls) != controls) continue;
            (amplitudes[index], amplitudes[partner]) = gate(amplitudes[index], amplitudes[partner]);
        }
    }
}
