using Coupler.Circuits;
using Coupler.Local.StateVector;
using Coupler.Tests.Reference;
using Coupler.Tests.Statistics;
using CsCheck;
using static Coupler.Circuits.Gates;

namespace Coupler.Tests.StateVector;

public sealed class SamplingTests
{
    /// <summary>False alarm: 1e-12 a comparison, four comparisons.</summary>
    [Theory]
    [InlineData(Precision.Float32, 1)]
    [InlineData(Precision.Float32, 2)]
    [InlineData(Precision.Float64, 1)]
    [InlineData(Precision.Float64, 2)]
    public void Counts_follow_the_probabilities(Precision precision, long seed)
    {
        Circuit circuit = [.. Scrambled(9), MeasureAll()];
        var result = EngineRun.Of(circuit, shots: 200_000, seed, new() { Precision = precision });
        DistributionAssert.Fits(DenseSimulator.DistributionOf([.. Scrambled(9), MeasureAll()]).Texts(), result.Counts.Texts());
    }

    [Fact]
    public void The_number_of_threads_changes_no_shot()
    {
        Circuit circuit = [.. Scrambled(16), .. MeasureUpTo(15), RX(0.3, 2), Measure(2, 2), Measure(3, 0)];
        var one = EngineRun.Of(circuit, shots: 5_000, seed: 5, new() { Threads = 1 });
        var all = EngineRun.Of(circuit, shots: 5_000, seed: 5);
        Assert.Equal(one.ShotsInOrder, all.ShotsInOrder);
    }

    [Fact]
    public void A_shot_does_not_depend_on_how_many_others_there_are()
    {
        Circuit circuit = [.. Scrambled(5), Measure(0, 5), H(0), .. MeasureUpTo(4)];
        var few = EngineRun.Of(circuit, shots: 77, seed: 3);
        var many = EngineRun.Of(circuit, shots: 10_000, seed: 3);
        Assert.Equal(few.ShotsInOrder, many.ShotsInOrder.Take(77));
    }

    [Fact]
    public void The_seed_decides_about_the_shots()
    {
        Circuit circuit = [.. Scrambled(8), MeasureAll()];
        Assert.Equal(EngineRun.Of(circuit, seed: 8).ShotsInOrder, EngineRun.Of(circuit, seed: 8).ShotsInOrder);
        Assert.NotEqual(EngineRun.Of(circuit, seed: 8).ShotsInOrder, EngineRun.Of(circuit, seed: 9).ShotsInOrder);
    }

    [Fact]
    public void The_first_shots_of_a_seed_stay_what_they_are()
    {
        var result = EngineRun.Of([H(0), CX(0, 1), H(2), MeasureAll()], shots: 12, seed: 42);
        Assert.Equal("011 011 011 011 100 111 100 011 111 000 011 000", string.Join(' ', result.ShotsInOrder));
    }

    /// <summary>False alarm: 1e-12. Sorted shots would make the number of changes far too small.</summary>
    [Fact]
    public void Shots_come_in_no_order()
    {
        var shots = EngineRun.Of([H(0), MeasureAll()], shots: 10_000, seed: 4).ShotsInOrder.ToList();
        var changes = shots.Zip(shots.Skip(1)).Count(pair => pair.First != pair.Second);
        // A binomial count of 9,999 with mean 4,999.5 and deviation 50; 7.2 deviations on either side leave less than 1e-12.
        Assert.InRange(changes, 4_639, 5_360);
    }

    [Fact]
    public void The_counts_are_those_of_the_shots()
    {
        var result = EngineRun.Of([.. Scrambled(7), MeasureAll()], shots: 3_000);
        Assert.Equal(3_000, result.Shots);
        var counted = result.ShotsInOrder.CountBy(bits => bits);
        Assert.Equal(counted.OrderBy(pair => pair.Key), result.Counts.OrderBy(pair => pair.Key));
        Assert.Equal(result.Outcomes.Length, result.Outcomes.Distinct().Count());
    }

    [Fact]
    public void Exact_probabilities_are_those_of_the_measured_bits() => Gen.Int[1, 7]
        .SelectMany(count => Gen.Select(
            RandomCircuits.Unitary(count, count, mostGates: 12),
            Gen.Shuffle(Enumerable.Range(0, count).ToArray()),
            Gen.Int[1, count]))
        .Sample((unitary, qubits, measured) =>
        {
            Circuit circuit = [.. unitary, .. qubits.Take(measured).Select((qubit, bit) => Measure(qubit, bit))];
            var expected = DenseSimulator.DistributionOf(circuit);
            var actual = EngineRun.Of(circuit, shots: 10, parameters: new() { Probabilities = true }).Probabilities!;
            Assert.All(expected, pair => Assert.Equal(pair.Value, actual.GetValueOrDefault(pair.Key), 1e-9));
            Assert.Equal(1, actual.Values.Sum(), 1e-9);
        }, iter: 200);

    [Fact]
    public void A_circuit_that_measures_nothing_has_the_probabilities_of_all_qubits_and_no_counts()
    {
        var result = EngineRun.Of([H(0), CX(0, 1), X(2)]);
        Assert.Equal(["100", "111"], result.Probabilities!.Keys.Order().Select(bits => bits.ToString()));
        Assert.All(result.Probabilities!.Values, probability => Assert.Equal(0.5, probability, 1e-12));
        Assert.Empty(result.Counts);
        Assert.Empty(result.ShotOrder);
    }

    [Fact]
    public void A_circuit_without_qubits_has_one_outcome_of_no_bits()
    {
        var result = EngineRun.Of([GlobalPhase(1)]);
        Assert.Equal([new(BitString.Parse(""), 1.0)], result.Probabilities!);
    }

    [Fact]
    public void Of_more_outcomes_than_are_kept_the_largest_are()
    {
        Circuit circuit = [.. Enumerable.Range(0, 17).Select(qubit => RY(1.4 + (0.02 * qubit), qubit))];
        var kept = EngineRun.Of(circuit).Probabilities!;
        Assert.Equal(LargestWeights.Limit, kept.Count);
        var all = Enumerable.Range(0, 1 << 17).Select(index => Enumerable.Range(0, 17).Aggregate(1.0, (product, qubit) =>
        {
            var (sine, cosine) = Math.SinCos((1.4 + (0.02 * qubit)) / 2);
            return product * ((index >> qubit & 1) == 0 ? cosine * cosine : sine * sine);
        }));
        Assert.Equal(all.OrderDescending().Take(kept.Count).Sum(), kept.Values.Sum(), 1e-9);
    }

    [Fact]
    public void Registers_of_more_than_64_bits_keep_their_places()
    {
        var (a, b) = (Bits("a", 70), Bits("b", 70));
        var result = EngineRun.Of([Qubits(2), a, b, X(1), Measure(1, a[69]), Measure(1, b[3]), Measure(0, b[4])], shots: 10);
        var expected = BitString.FromBits([.. Enumerable.Range(0, 140).Select(bit => bit is 69 or 73)]);
        Assert.Equal([new(expected, 10)], result.Counts);
        Assert.Equal(["a", "b"], result.Registers.Select(register => register.Name));
    }

    private static IEnumerable<Instruction> MeasureUpTo(int last) =>
        Enumerable.Range(0, last + 1).Select(qubit => Measure(qubit, qubit));

    /// <summary>Rotations and entanglement that give each outcome a probability of its own.</summary>
    private static IEnumerable<Instruction> Scrambled(int qubitCount) =>
    [
        .. Enumerable.Range(0, qubitCount).Select(qubit => RY(0.9 + (0.11 * qubit), qubit)),
        .. Enumerable.Range(0, qubitCount - 1).Select(qubit => CX(qubit, qubit + 1)),
        .. Enumerable.Range(0, qubitCount).Select(qubit => RX(0.5 + (0.07 * qubit), qubit)),
    ];
}
