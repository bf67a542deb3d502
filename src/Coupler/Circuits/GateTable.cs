using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Numerics;

namespace Coupler.Circuits;

/// <summary>Every gate that Coupler knows, one entry each.</summary>
public static class GateTable
{
    private static readonly double InverseSqrt2 = 1 / Math.Sqrt(2);

    public static Gate H { get; } = new("h", 1, [], _ => new(InverseSqrt2, InverseSqrt2, InverseSqrt2, -InverseSqrt2));

    public static Gate X { get; } = new("x", 1, [], _ => new(0, 1, 1, 0));

    public static Gate RZ { get; } = new("rz", 1, ["theta"], angles =>
        new(Complex.FromPolarCoordinates(1, -angles[0] / 2), 0, 0, Complex.FromPolarCoordinates(1, angles[0] / 2)));

    public static Gate CX { get; } = new("cx", 2, [], _ => new(1, 0, 0, 0, 0, 0, 0, 1, 0, 0, 1, 0, 0, 1, 0, 0))
    {
        ControlCount = 1,
        Controlled = X,
    };

    /// <summary>The table, in the order of the documentation.</summary>
    public static ImmutableArray<Gate> All { get; } = [H, X, RZ, CX];

    private static readonly FrozenDictionary<string, Gate> ByName = All.ToFrozenDictionary(gate => gate.Name);

    public static bool TryFind(string name, [NotNullWhen(true)] out Gate? gate) => ByName.TryGetValue(name, out gate);
}
