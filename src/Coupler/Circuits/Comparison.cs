namespace Coupler.Circuits;

/// <summary>How a <see cref="Condition"/> compares.</summary>
public enum Comparison
{
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
}
