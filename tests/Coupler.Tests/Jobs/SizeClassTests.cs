using Coupler.Circuits;
using Coupler.Jobs;
using Coupler.Problems;
using static Coupler.Circuits.Gates;

namespace Coupler.Tests.Jobs;

/// <summary>Which jobs are alike in size.</summary>
public sealed class SizeClassTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 2)]
    [InlineData(1_000, 10)]
    [InlineData(1_024, 11)]
    public void A_circuit_on_hardware_counts_by_instructions_and_shots(int shots, int expected)
    {
        Circuit two = [X(0), MeasureAll()];

        Assert.Equal(expected, SizeClass.Of(two, Target(TargetKind.Hardware), new JobOptions { Shots = shots }));
    }

    [Theory]
    [InlineData(10, 10)]
    [InlineData(20, 20)]
    [InlineData(60, 60)]
    [InlineData(2_000, 60)]
    public void A_circuit_on_a_simulator_counts_by_its_amplitudes_too(int qubits, int expected)
    {
        Circuit one = [X(qubits - 1)];

        Assert.Equal(expected, SizeClass.Of(one, Target(TargetKind.Simulator), new JobOptions { Shots = 1 }));
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(7, 2)]
    [InlineData(8, 3)]
    public void A_problem_counts_by_its_terms_whatever_the_shots(int terms, int expected)
    {
        Qubo problem = [.. Enumerable.Range(0, terms).Select(i => (i, i, 1.0))];

        Assert.Equal(expected, SizeClass.Of(problem, Target(TargetKind.Solver), new JobOptions { Shots = 1_000_000 }));
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(4_096, 12)]
    public void Bytes_count_by_their_number(int bytes, int expected)
    {
        var raw = new RawWorkload(new Payload("bytes", new byte[bytes]), "somewhere");

        Assert.Equal(expected, SizeClass.Of(raw, Target(TargetKind.Hardware), new JobOptions()));
    }

    private static Target Target(TargetKind kind) =>
        new() { Id = "somewhere.machine", Provider = "somewhere", Kind = kind, Formats = [] };
}
