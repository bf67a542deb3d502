namespace Coupler.Circuits;

/// <summary>A named number of a circuit that gets its value later, when the circuit is bound.</summary>
/// <param name="Name">Letters, digits and underscores, the first not a digit; equal names are the same parameter.</param>
/// <exception cref="ArgumentException">The name is no such name.</exception>
public sealed record Parameter(string Name)
{
    public string Name { get; } = Identifier.IsValid(Name)
        ? Name
        : throw new ArgumentException(
            $"'{Name}' is no parameter's name: letters, digits and underscores, the first not a digit.", nameof(Name));

    public static Angle operator +(Parameter left, Angle right) => (Angle)left + right;

    public static Angle operator -(Parameter left, Angle right) => (Angle)left - right;

    public static Angle operator -(Parameter parameter) => -(Angle)parameter;

    public static Angle operator *(double factor, Parameter parameter) => factor * (Angle)parameter;

    public static Angle operator *(Parameter parameter, double factor) => factor * (Angle)parameter;

    public static Angle operator /(Parameter parameter, double divisor) => (Angle)parameter / divisor;

    public override string ToString() => Name;
}
