using System.Collections.Immutable;
using System.Numerics;

namespace Coupler.Tests.Reference;

/// <summary>
/// The exact distribution of all bits of a circuit. Slow and obvious: a vector of 2^n amplitudes (qubit q is bit q of the
/// index), one matrix after the other, and where a measurement or a reset has two possible outcomes, both are followed.
/// </summary>
internal static class ReferenceSimulator
{
    /// <summary>
    /// An outcome less likely than this is rounding noise of an impossible one: amplitudes are exact to about 1e-14, so noise
    /// has a probability below 1e-27, and no circuit of the tests has a true one between.
    /// </summary>
    private const double Impossible = 1e-20;

    /// <summary>
    /// Outcome → probability; outcomes that cannot come are left out. A key has one character a bit, bit 0 of the first
    /// declared register rightmost.
    /// </summary>
    public static Dictionary<string, double> Distribution(ReferenceProgram program)
    {
        var distribution = new Dictionary<ulong, double>();
        Follow(program.Steps, ZeroState(program.QubitCount), 0, 1, distribution);
        return distribution.ToDictionary(pair => Text(pair.Key, program.BitCount), pair => pair.Value);
    }

    /// <summary>The same of all qubits, for a program of gates alone; qubit 0 rightmost.</summary>
    public static Dictionary<string, double> QubitDistribution(ReferenceProgram program)
    {
        var state = ZeroState(program.QubitCount);
        foreach (var step in program.Steps) Apply(state, (ReferenceStep.Apply)step);
        return Enumerable.Range(0, state.Length)
            .Select(index => (Key: Text((ulong)index, program.QubitCount), Probability: Square(state[index])))
            .Where(outcome => outcome.Probability > Impossible)
            .ToDictionary(outcome => outcome.Key, outcome => outcome.Probability);
    }

    /// <summary>The state after a list of gates, from |0…0⟩.</summary>
    public static Complex[] Run(int qubitCount, params ReadOnlySpan<ReferenceStep.Apply> gates)
    {
        var state = ZeroState(qubitCount);
        foreach (var gate in gates) Apply(state, gate);
        return state;
    }

    /// <summary>Multiplies the matrix into the state, in place.</summary>
    public static void Apply(Complex[] state, ReferenceStep.Apply gate)
    {
        var size = 1 << gate.Qubits.Length;
        var offsets = Enumerable.Range(0, size).Select(index => Spread(index, gate.Qubits)).ToArray();
        var all = offsets[size - 1];
        var rows = Enumerable.Range(0, size).Select(row => NonZero(gate.Matrix, row)).ToArray();
        var old = new Complex[size];
        for (var start = 0; start < state.Length; start++)
        {
            if ((start & all) != 0) continue;
            for (var i = 0; i < size; i++) old[i] = state[start | offsets[i]];
            for (var row = 0; row < size; row++) state[start | offsets[row]] = Times(rows[row], old);
        }
    }

    private static Complex[] ZeroState(int qubitCount)
    {
        var state = new Complex[1 << qubitCount];
        state[0] = 1;
        return state;
    }

    /// <summary>The bits of a matrix index put where the qubits are; the first qubit has the most significant bit.</summary>
    private static int Spread(int index, ImmutableArray<int> qubits)
    {
        var place = 0;
        for (var i = 0; i < qubits.Length; i++)
        {
            if ((index >> (qubits.Length - 1 - i) & 1) != 0) place |= 1 << qubits[i];
        }

        return place;
    }

    private static (int Column, Complex Entry)[] NonZero(Complex[,] matrix, int row) =>
    [
        .. from column in Enumerable.Range(0, matrix.GetLength(1))
           where matrix[row, column] != 0
           select (column, matrix[row, column]),
    ];

    private static Complex Times((int Column, Complex Entry)[] row, Complex[] vector)
    {
        var sum = Complex.Zero;
        foreach (var (column, entry) in row) sum += entry * vector[column];
        return sum;
    }

    private static void Follow(
        ImmutableArray<ReferenceStep> steps, Complex[] state, ulong bits, double weight, Dictionary<ulong, double> distribution)
    {
        for (var i = 0; i < steps.Length; i++)
        {
            if (steps[i] is ReferenceStep.Apply gate)
            {
                Apply(state, gate);
                continue;
            }

            FollowBranches(steps[i..], state, bits, weight, distribution);
            return;
        }

        Add(distribution, bits, weight);
    }

    private static void FollowBranches(
        ImmutableArray<ReferenceStep> steps, Complex[] state, ulong bits, double weight, Dictionary<ulong, double> distribution)
    {
        if (steps.All(step => step is ReferenceStep.Measure))
        {
            ReadOut([.. steps.Cast<ReferenceStep.Measure>()], state, bits, weight, distribution);
            return;
        }

        if (steps[0] is ReferenceStep.When when)
        {
            var holds = (bits >> when.Register.Offset & ((1UL << when.Register.Size) - 1)) == when.Value;
            Follow([.. holds ? when.Steps : [], .. steps[1..]], state, bits, weight, distribution);
            return;
        }

        var qubit = steps[0] is ReferenceStep.Measure { Qubit: var measured } ? measured : ((ReferenceStep.Reset)steps[0]).Qubit;
        foreach (var outcome in (int[])[0, 1])
        {
            var (probability, projected) = Project(state, qubit, outcome);
            if (probability < Impossible) continue;
            if (steps[0] is ReferenceStep.Reset && outcome == 1) Apply(projected, new(ReferenceGates.Matrix("x"), [qubit]));
            var written = steps[0] is ReferenceStep.Measure { Bit: var bit } ? With(bits, bit, outcome) : bits;
            Follow(steps[1..], projected, written, weight * probability, distribution);
        }
    }

    /// <summary>Measurements and nothing after them: every basis state gives its bits with its own probability.</summary>
    private static void ReadOut(
        ReferenceStep.Measure[] measurements, Complex[] state, ulong bits, double weight, Dictionary<ulong, double> distribution)
    {
        for (var index = 0; index < state.Length; index++)
        {
            if (Square(state[index]) < Impossible) continue;
            var written = measurements.Aggregate(bits, (sofar, step) => With(sofar, step.Bit, index >> step.Qubit & 1));
            Add(distribution, written, weight * Square(state[index]));
        }
    }

    /// <summary>How likely the qubit has this value, and the state if it does, with norm 1.</summary>
    private static (double Probability, Complex[] State) Project(Complex[] state, int qubit, int value)
    {
        var probability = 0.0;
        for (var i = 0; i < state.Length; i++) probability += (i >> qubit & 1) == value ? Square(state[i]) : 0;
        var norm = Math.Sqrt(probability);
        var projected = new Complex[state.Length];
        for (var i = 0; i < state.Length; i++) projected[i] = (i >> qubit & 1) == value ? state[i] / norm : 0;
        return (probability, projected);
    }

    private static double Square(Complex amplitude) =>
        (amplitude.Real * amplitude.Real) + (amplitude.Imaginary * amplitude.Imaginary);

    private static ulong With(ulong bits, int bit, int value) => (bits & ~(1UL << bit)) | ((ulong)value << bit);

    private static void Add(Dictionary<ulong, double> distribution, ulong bits, double probability) =>
        distribution[bits] = distribution.GetValueOrDefault(bits) + probability;

    private static string Text(ulong bits, int count) =>
        string.Concat(Enumerable.Range(0, count).Select(i => (bits >> (count - 1 - i) & 1) == 0 ? '0' : '1'));
}
