using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace Coupler.Circuits;

/// <summary>
/// Every gate that Coupler knows, one entry each. This file is the index; the entries stand in one file per family.
/// docs/gates.md is printed from it.
/// </summary>
public static class GateTable
{
    /// <summary>The table, in the order of the documentation.</summary>
    public static ImmutableArray<Gate> All { get; } =
    [
        Id, X, Y, Z, H, S, Sdg, T, Tdg, SX, SXdg, U0,
        GlobalPhase, U, U3, U2, P, RX, RY, RZ,
        Swap, ISwap, Ecr, RXX, RYY, RZZ, XXPlusYY,
        CX, CY, CZ, CH, CSX, CP, CRX, CRY, CRZ, CU3, CU, CCX, CSwap, C3X, C3SqrtX, C4X,
        RCCX, RC3X,
        GPi, GPi2, MS, ZZ, PhasedX, U1q, ZZMax,
        Qelib1SX, Qelib1SXdg, Qelib1RZ, Qelib1CH, Qelib1RXX, Qelib1RZZ, StdGatesU2, StdGatesU3,
    ];

    private static readonly FrozenDictionary<string, Gate> ByName = All.ToFrozenDictionary(gate => gate.Name);

    private static readonly FrozenDictionary<GateName, Gate> ByDialect = All
        .SelectMany(gate => gate.Names.Select(name => (name, gate)))
        .ToFrozenDictionary(pair => pair.name, pair => pair.gate);

    public static Gate Id => OneQubitGates.Id;

    public static Gate X => OneQubitGates.X;

    public static Gate Y => OneQubitGates.Y;

    public static Gate Z => OneQubitGates.Z;

    public static Gate H => OneQubitGates.H;

    public static Gate S => OneQubitGates.S;

    public static Gate Sdg => OneQubitGates.Sdg;

    public static Gate T => OneQubitGates.T;

    public static Gate Tdg => OneQubitGates.Tdg;

    public static Gate SX => OneQubitGates.SX;

    public static Gate SXdg => OneQubitGates.SXdg;

    public static Gate U0 => OneQubitGates.U0;

    public static Gate GlobalPhase => PhaseAndRotationGates.GlobalPhase;

    public static Gate U => PhaseAndRotationGates.U;

    public static Gate U3 => PhaseAndRotationGates.U3;

    public static Gate U2 => PhaseAndRotationGates.U2;

    public static Gate P => PhaseAndRotationGates.P;

    public static Gate RX => PhaseAndRotationGates.RX;

    public static Gate RY => PhaseAndRotationGates.RY;

    public static Gate RZ => PhaseAndRotationGates.RZ;

    public static Gate Swap => TwoQubitGates.Swap;

    public static Gate ISwap => TwoQubitGates.ISwap;

    public static Gate Ecr => TwoQubitGates.Ecr;

    public static Gate RXX => TwoQubitGates.RXX;

    public static Gate RYY => TwoQubitGates.RYY;

    public static Gate RZZ => TwoQubitGates.RZZ;

    public static Gate XXPlusYY => TwoQubitGates.XXPlusYY;

    public static Gate CX => ControlledGates.CX;

    public static Gate CY => ControlledGates.CY;

    public static Gate CZ => ControlledGates.CZ;

    public static Gate CH => ControlledGates.CH;

    public static Gate CSX => ControlledGates.CSX;

    public static Gate CP => ControlledGates.CP;

    public static Gate CRX => ControlledGates.CRX;

    public static Gate CRY => ControlledGates.CRY;

    public static Gate CRZ => ControlledGates.CRZ;

    public static Gate CU3 => ControlledGates.CU3;

    public static Gate CU => ControlledGates.CU;

    public static Gate CCX => ControlledGates.CCX;

    public static Gate CSwap => ControlledGates.CSwap;

    public static Gate C3X => ControlledGates.C3X;

    public static Gate C3SqrtX => ControlledGates.C3SqrtX;

    public static Gate C4X => ControlledGates.C4X;

    public static Gate RCCX => TwoQubitGates.RCCX;

    public static Gate RC3X => TwoQubitGates.RC3X;

    public static Gate GPi => NativeGates.GPi;

    public static Gate GPi2 => NativeGates.GPi2;

    public static Gate MS => NativeGates.MS;

    public static Gate ZZ => NativeGates.ZZ;

    public static Gate PhasedX => NativeGates.PhasedX;

    public static Gate U1q => NativeGates.U1q;

    public static Gate ZZMax => NativeGates.ZZMax;

    public static Gate Qelib1SX => PhaseVariants.Qelib1SX;

    public static Gate Qelib1SXdg => PhaseVariants.Qelib1SXdg;

    public static Gate Qelib1RZ => PhaseVariants.Qelib1RZ;

    public static Gate Qelib1CH => PhaseVariants.Qelib1CH;

    public static Gate Qelib1RXX => PhaseVariants.Qelib1RXX;

    public static Gate Qelib1RZZ => PhaseVariants.Qelib1RZZ;

    public static Gate StdGatesU2 => PhaseVariants.StdGatesU2;

    public static Gate StdGatesU3 => PhaseVariants.StdGatesU3;

    /// <summary>The gate of that name in Coupler.</summary>
    public static bool TryFind(string name, [NotNullWhen(true)] out Gate? gate) => ByName.TryGetValue(name, out gate);

    /// <summary>What a name means in a dialect: exactly, global phase included. Case matters.</summary>
    public static bool TryFind(Dialect dialect, string name, [NotNullWhen(true)] out Gate? gate) =>
        ByDialect.TryGetValue(new(dialect, name), out gate);
}
