using Coupler.Circuits;
using Coupler.Problems;

namespace Coupler.Jobs;

/// <summary>
/// Which jobs are alike in size: the power of two of the work that the target has with them, so that a job of the next class is
/// about twice as large. For a circuit the work is instructions × shots and, where its target simulates, the instructions on all
/// 2^qubits amplitudes, too; for a problem it is the number of its terms, for anything else the bytes of its stored form.
/// </summary>
internal static class SizeClass
{
    /// <summary>Who simulates more qubits does not have all their amplitudes.</summary>
    private const int MostAmplitudes = 60;

    public static int Of(Workload workload, Target target, JobOptions options) => ClassOf(workload switch
    {
        Circuit circuit => circuit.Count * (options.Shots + (target.IsSimulated ? AmplitudesOf(circuit) : 0)),
        Problem problem => problem.Terms.Length,
        RawWorkload raw => raw.Payload.Content.Length,
        _ => workload.ToPayload().Content.Length,
    });

    private static double AmplitudesOf(Circuit circuit) => Math.Pow(2, Math.Min(circuit.QubitCount, MostAmplitudes));

    private static int ClassOf(double work) => Math.ILogB(Math.Max(1, work));
}
