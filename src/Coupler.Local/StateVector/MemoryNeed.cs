using System.Numerics;
using Coupler.Local.Numerics;

namespace Coupler.Local.StateVector;

/// <summary>What a run needs in memory.</summary>
/// <param name="States">How many states there are at a time, at most.</param>
/// <param name="OtherBytes">For shots and probabilities.</param>
internal sealed record MemoryNeed(int Qubits, Precision Precision, int States, long OtherBytes)
{
    /// <summary>No machine has memory for more, and a mask over qubits has no room.</summary>
    private const int MostQubits = 60;

    /// <summary>Its place in lists, its random number and its outcome.</summary>
    private const long BytesPerShot = 24;

    /// <summary>Its entries in dictionary and list.</summary>
    private const long BytesPerOutcome = 128;

    /// <summary>While shots go together: its value, and the qubit that it comes from.</summary>
    private const long BytesPerBit = 5;

    public BigInteger Bytes => (States * BytesPerAmplitude(Precision) * BigInteger.Pow(2, Qubits)) + OtherBytes;

    public static MemoryNeed OfOneState(int qubits, Precision precision) => new(qubits, precision, States: 1, OtherBytes: 0);

    /// <param name="isExact">Whether probabilities are wanted: then every way through the circuit is followed.</param>
    public static MemoryNeed Of(ShotPlan plan, Precision precision, bool isExact, int shots)
    {
        if (plan.MeasuresNothing) shots = 0;
        var measured = BitOperations.PopCount(plan.MeasuredQubits);
        var states = 1 + (isExact ? plan.Branchings : Math.Min(plan.Branchings, BitOperations.Log2((uint)shots)));
        var outcomes = Math.Min(shots, 1L << Math.Min(plan.Branchings + measured, MostQubits));
        var ofShots = (shots * BytesPerShot) + (outcomes * (BytesPerOutcome + (plan.BitCount / 8)));
        var ofBits = states * plan.BitCount * BytesPerBit;
        var ofProbabilities = isExact && measured < plan.QubitCount ? (long)sizeof(double) << measured : 0;
        return new(plan.QubitCount, precision, states, ofShots + ofBits + ofProbabilities);
    }

    /// <summary>The most qubits of which one state fits.</summary>
    public static int QubitsThatFit(Precision precision, long available) =>
        BitOperations.Log2((ulong)Math.Max(1, available / BytesPerAmplitude(precision)));

    public bool Fits(long available) => Qubits <= MostQubits && Bytes <= available;

    /// <summary>A sentence that says what is missing and what would help.</summary>
    /// <param name="available">In bytes.</param>
    public string Refusal(long available)
    {
        var (own, other) = Precision == Precision.Float32 ? ("single", Precision.Float64) : ("double", Precision.Float32);
        var copies = States == 1 ? "" : $" for up to {States} states at a time, since qubits are measured or reset in the middle";
        var help = new List<string> { $"fewer qubits (one state of {QubitsThatFit(Precision, available)} fits)" };
        if ((this with { Precision = other }).Fits(available)) help.Add("single precision");
        if (States > 1) help.Add("fewer shots");
        return $"{Qubits} qubits in {own} precision need {ByteText.Of(Bytes)} of memory{copies}, "
            + $"and {ByteText.Of(available)} are available. Use {string.Join(", or ", help)}.";
    }

    private static int BytesPerAmplitude(Precision precision) =>
        2 * (precision == Precision.Float32 ? sizeof(float) : sizeof(double));
}
