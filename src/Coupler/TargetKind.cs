namespace Coupler;

public enum TargetKind
{
    Simulator,

    /// <summary>A simulator that imitates the noise, gates and queue of a device.</summary>
    Emulator,
    Hardware,
    Solver,
}
