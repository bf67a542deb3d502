namespace Coupler.Problems.Modelling;

/// <summary>How the two sides of a constraint compare.</summary>
public enum ConstraintSense
{
    /// <summary>Left ≤ right.</summary>
    AtMost,

    /// <summary>Left ≥ right.</summary>
    AtLeast,

    /// <summary>Left = right.</summary>
    Equal,
}
