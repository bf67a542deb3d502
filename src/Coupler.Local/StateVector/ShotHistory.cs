using Coupler.Circuits;
using Coupler.Local.Numerics;

namespace Coupler.Local.StateVector;

/// <summary>What some shots have in common so far: the outcomes of their measurements, and hence their state.</summary>
internal sealed class ShotHistory<TLanes>
    where TLanes : unmanaged, ILanes<TLanes>
{
    public required Amplitudes<TLanes> State { get; init; }

    /// <summary>A stretch of the run's list of shots.</summary>
    public required Range Shots { get; init; }

    /// <summary>The step that comes next.</summary>
    public int Position { get; set; }

    /// <summary>How many random numbers each shot has used.</summary>
    public int Draws { get; init; }

    /// <summary>How likely this history is.</summary>
    public double Probability { get; init; } = 1;

    /// <summary>The values of those bits that are known, by place in the bit string of all registers.</summary>
    public required bool[] Bits { get; init; }

    /// <summary>For each bit the qubit that it takes its value from at the end, or −1 if it is known.</summary>
    public required int[] Sources { get; init; }

    public int ShotCount => Shots.End.Value - Shots.Start.Value;

    public bool Satisfies(ShotStep.Unless unless)
    {
        var asked = new bool[unless.Bits.Length];
        for (var i = 0; i < asked.Length; i++) asked[i] = Bits[unless.Bits[i]];
        return unless.Condition.Holds(BitString.FromBits(asked));
    }

    /// <summary>How a part of the shots goes on, in a state of its own, after an outcome that a bit may have taken.</summary>
    public ShotHistory<TLanes> Next(Amplitudes<TLanes> state, Range shots, double probability, int? bit, bool value)
    {
        var next = new ShotHistory<TLanes>
        {
            State = state,
            Shots = shots,
            Position = Position,
            Draws = Draws + 1,
            Probability = probability,
            Bits = [.. Bits],
            Sources = [.. Sources],
        };
        if (bit is not { } written) return next;
        next.Bits[written] = value;
        next.Sources[written] = -1;
        return next;
    }
}
