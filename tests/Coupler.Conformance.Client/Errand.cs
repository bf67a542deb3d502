using Coupler.Circuits;
using Coupler.Problems;
using static Coupler.Circuits.Gates;

namespace Coupler.Conformance.Client;

/// <summary>
/// The jobs that are crashed, and how a client looks after them: short leases and delays, since the tests wait for them.
/// </summary>
public static class Errand
{
    /// <summary>A GHZ state with a phase, measured crosswise into registers of 2 + 1 bits.</summary>
    public static Circuit Circuit { get; } = Crosswise();

    /// <summary>Three optima.</summary>
    public static Qubo Problem { get; } = [(0, 0, -1), (1, 1, -1), (2, 2, -1), (0, 1, 2), (1, 2, 2), (0, 2, 2)];

    public static JobOptions For(string target) => new() { Target = target, Shots = 500, Seed = 20_260_115 };

    public static CouplerOptions Impatient(string? store = null) => new()
    {
        Store = store,
        Lease = TimeSpan.FromSeconds(0.3),
        ScanInterval = TimeSpan.FromSeconds(0.02),
        FirstDelay = TimeSpan.FromSeconds(0.005),
        LongestDelay = TimeSpan.FromSeconds(0.05),
    };

    private static Circuit Crosswise()
    {
        var a = Bits("a", 2);
        var b = Bits("b", 1);
        return
        [
            Qubits(3), a, b, H(0), RZ(0.7, 0), H(0), CX(0, 1), H(2), RZ(-1.1, 2), H(2), X(2),
            Measure(0, b[0]), Measure(1, a[0]), Measure(2, a[1]),
        ];
    }
}
