using System.Collections.Immutable;
using System.Numerics;

namespace Coupler.Local.StateVector;

/// <summary>
/// Joins gates so that fewer sweeps over the amplitudes do the same: gates on one or two qubits into one matrix for each pair,
/// runs of diagonal gates into one diagonal. The order of gates that share a qubit is kept. A joined map that turns out
/// diagonal or controlled is left so; what was never joined (a lone CX, a gate with three qubits) keeps its controls.
/// </summary>
internal sealed class GateFusion(int qubitCount)
{
    /// <summary>Larger dense matrices cost more arithmetic than they save memory traffic.</summary>
    private const int MostDenseQubits = 2;

    /// <summary>A diagonal of this many qubits fits into the first-level cache and is quick to multiply.</summary>
    private const int MostDiagonalQubits = 8;

    /// <summary>In the order in which they act; null where a later group took one in.</summary>
    private readonly List<QubitOperator?> groups = [];

    /// <summary>For each qubit the last group that acts on it, or −1.</summary>
    private readonly int[] last = [.. Enumerable.Repeat(-1, qubitCount)];

    private Complex phase = Complex.One;

    public void Add(QubitOperator gate)
    {
        var support = gate.Support;
        if (support == 0)
        {
            phase *= gate[0, 0];
            return;
        }

        if (!IsOpen(gate.IsDiagonal, support))
        {
            Append(gate, support);
            return;
        }

        gate = gate.Folded();
        var place = -1;
        foreach (var qubit in gate.Qubits) place = Math.Max(place, last[qubit]);
        if (place < 0 || !TryJoin(place, gate)) Append(Absorbing(gate), support);
    }

    /// <summary>The joined maps, in the order in which they act, and the phase of the whole state. Empties the fusion.</summary>
    public (ImmutableArray<QubitOperator> Operators, Complex Phase) Finish()
    {
        var joined = (groups.OfType<QubitOperator>().Select(group => group.Simplified()).ToImmutableArray(), phase);
        groups.Clear();
        Array.Fill(last, -1);
        phase = Complex.One;
        return joined;
    }

    private static bool IsOpen(bool isDiagonal, ulong support) =>
        BitOperations.PopCount(support) <= (isDiagonal ? MostDiagonalQubits : MostDenseQubits);

    /// <summary>Every qubit of the gate was last acted on by this group or before it, so the gate may act with it.</summary>
    private bool TryJoin(int place, QubitOperator gate)
    {
        var group = groups[place]!;
        var union = group.Support | gate.Support;
        if (group.Controls != 0 || !IsOpen(group.IsDiagonal && gate.IsDiagonal, union)) return false;
        if (union != group.Support && !(group.IsDiagonal && gate.IsDiagonal)) return false;
        groups[place] = group.WidenedTo(union).Then(gate);
        foreach (var qubit in gate.Qubits) last[qubit] = place;
        return true;
    }

    /// <summary>The gate, after those groups on a part of its qubits that nothing has followed yet.</summary>
    private QubitOperator Absorbing(QubitOperator gate)
    {
        if (gate.Qubits.Length > MostDenseQubits) return gate;
        QubitOperator? before = null;
        foreach (var qubit in gate.Qubits)
        {
            var place = last[qubit];
            // A group on both qubits is found twice, and gone the second time.
            if (place < 0 || groups[place] is not { } group || !IsFreePart(group, place, gate)) continue;
            before = before is null ? group.WidenedTo(gate.Support) : before.Then(group);
            groups[place] = null;
        }

        return before is null ? gate : before.Then(gate);
    }

    private bool IsFreePart(QubitOperator group, int place, QubitOperator gate) =>
        group.Controls == 0
        && (group.Support & ~gate.Support) == 0
        && Array.TrueForAll(group.Qubits, qubit => last[qubit] == place);

    private void Append(QubitOperator group, ulong support)
    {
        for (var qubit = 0; qubit < qubitCount; qubit++)
        {
            if ((support >> qubit & 1) != 0) last[qubit] = groups.Count;
        }

        groups.Add(group);
    }
}
