using System.Collections.Immutable;

namespace Coupler.Qasm;

/// <summary>The table of what is refused by name; <c>docs/formats/qasm.md</c> lists each entry.</summary>
internal static class Refusals
{
    private const string NoTime = "a circuit has an order, but no time";
    private const string NoCalibration = "a circuit ends at gates and has no pulses";
    private const string NoRunTime = "it would need classical computation while the circuit runs";

    public static readonly Refusal Delay = new("'delay'", NoTime);
    public static readonly Refusal Duration = new("'duration'", NoTime);
    public static readonly Refusal Stretch = new("'stretch'", NoTime);
    public static readonly Refusal DurationOf = new("'durationof'", NoTime);
    public static readonly Refusal TimedBox = new("A 'box' with a duration", NoTime);
    public static readonly Refusal TimedGate = new("A gate with a duration", NoTime);
    public static readonly Refusal TimeLiteral = new("A time", NoTime);

    public static readonly Refusal Calibration = new("'cal'", NoCalibration);
    public static readonly Refusal GateCalibration = new("'defcal'", NoCalibration);
    public static readonly Refusal CalibrationGrammar = new("'defcalgrammar'", NoCalibration);
    public static readonly Refusal HardwareQubit = new(
        "A hardware qubit", "a circuit names its own qubits; declare them with 'qubit'");

    public static readonly Refusal Extern = new("'extern'", "a circuit cannot call a function outside of it");
    public static readonly Refusal Switch = new("'switch'", "write it with 'if' and 'else'");
    public static readonly Refusal Array = new("'array'", "write one variable, or one register, for each element");
    public static readonly Refusal Complex = new("'complex'", "angles and counts are real; write two numbers");
    public static readonly Refusal Include = new(
        "Including a file", "only this one is read; qelib1.inc (version 2) and stdgates.inc (version 3) are built in");

    public static readonly Refusal Opaque = new(
        "Applying an opaque gate", "its definition stands nowhere; replace 'opaque' by 'gate' with a body");

    public static readonly Refusal FractionalPower = new(
        "A power that is no whole number", "this gate has several steps, or is a power already; apply it to one gate");

    public static readonly Refusal NonlinearInput = new(
        "This function of an input", "without a value an input can only be added, and multiplied by numbers; give it one");

    public static readonly Refusal RuntimeWhile = new("'while' on measured bits", NoRunTime);
    public static readonly Refusal RuntimeJump = new(
        "'break', 'continue', 'return' or 'end' below an 'if' on measured bits",
        "whether the rest runs would be known only while the circuit runs");

    public static readonly Refusal RuntimeAssignment = new(
        "Changing a variable below an 'if' on measured bits", NoRunTime);

    public static readonly Refusal RuntimeArithmetic = new(
        "Computing with measured bits", "a circuit can only compare them with a number; " + NoRunTime);

    public static readonly Refusal RuntimeCopy = new(
        "Copying measured bits", "measure into the variable where they are needed; " + NoRunTime);

    public static readonly Refusal RuntimeIndex = new("An index that is measured", NoRunTime);

    public static readonly Refusal MeasureOverValue = new(
        "Measuring into a variable that partly keeps a value", "a circuit's bits start as 0 and change by measurement alone");

    public static readonly Refusal MeasureIntoNumber = new(
        "Measuring into a variable that is no bit", "an outcome is a bit; measure into a bit or a register of bits");

    public static readonly Refusal NumberOutput = new(
        "An output that is no bit", "what a circuit gives are its bits");

    public static readonly Refusal BitsWithValue = new(
        "Bits that end with a value given to them", "a circuit's bits start as 0 and change by measurement alone");

    public static readonly ImmutableArray<Refusal> All =
    [
        Delay, Duration, Stretch, DurationOf, TimedBox, TimedGate, TimeLiteral,
        Calibration, GateCalibration, CalibrationGrammar, HardwareQubit,
        Extern, Switch, Array, Complex, Include, Opaque, FractionalPower, NonlinearInput,
        RuntimeWhile, RuntimeJump, RuntimeAssignment, RuntimeArithmetic, RuntimeCopy, RuntimeIndex,
        MeasureOverValue, MeasureIntoNumber, NumberOutput, BitsWithValue,
    ];
}
