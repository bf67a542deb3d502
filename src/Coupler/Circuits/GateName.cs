namespace Coupler.Circuits;

/// <summary>What a dialect calls a gate.</summary>
public readonly record struct GateName(Dialect Dialect, string Name)
{
    public override string ToString() => $"{Name} ({Dialect})";
}
