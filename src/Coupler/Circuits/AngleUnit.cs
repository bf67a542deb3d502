namespace Coupler.Circuits;

/// <summary>
/// In what a dialect counts the angles of a gate. An <see cref="Angle"/> itself has no unit: it knows all of them.
/// </summary>
public enum AngleUnit
{
    Radians,

    /// <summary>π radians.</summary>
    HalfTurns,

    /// <summary>2π radians.</summary>
    Turns,
}
