using System.Text;
using Coupler.Circuits;
using Coupler.Qir;

namespace Coupler.Azure.Microsoft;

/// <summary>A circuit on its way to any provider that takes <c>qir.v1</c>.</summary>
internal static class QirProgram
{
    /// <exception cref="TargetRefusedException">It is no circuit, too large, or beyond the base profile: names the
    /// instruction.</exception>
    public static void Validate(Workload workload, Target target)
    {
        if (workload is not Circuit circuit)
        {
            throw new TargetRefusedException(
                target.Id, $"a program of QIR is made of a circuit, and the workload is {workload.Format}.");
        }

        CircuitRefusal.Check(circuit, target, () => Encode(circuit));
    }

    public static Payload Encode(Workload workload) =>
        new(QirFormat.Name, Encoding.UTF8.GetBytes(QirFormat.Write((Circuit)workload)));
}
