using Coupler.Local;
using Coupler.Local.QuantumMonteCarlo;
using Coupler.Problems;
using Coupler.Tests.Solvers;

namespace Coupler.Tests.QuantumMonteCarlo;

public sealed class QuantumMonteCarloContract : SolverContract
{
    private static readonly QuantumMonteCarloParameters Usual = new() { Sweeps = 50, TrotterNumber = 8, Restarts = 6 };

    protected override string Id => "local.quantum-monte-carlo";

    protected override SolverParameters Quick => Usual;

    protected override (string Setting, SolverParameters Parameters)[] Variants =>
    [
        ("Sweeps", Usual with { Sweeps = 51 }),
        ("TrotterNumber", Usual with { TrotterNumber = 9 }),
        ("Restarts", Usual with { Restarts = 5 }),
        ("BetaStart", new QuantumMonteCarloParameters { Sweeps = 50, TrotterNumber = 8, Restarts = 6, BetaStart = 0.5 }),
        ("BetaStop", Usual with { BetaStop = 100 }),
        ("TransverseFieldStart", Usual with { TransverseFieldStart = 3 }),
        ("TransverseFieldStop", Usual with { TransverseFieldStop = 1 }),
    ];

    [Fact]
    public async Task It_proposes_each_spin_in_each_slice_and_in_all_at_once()
    {
        var problem = RandomProblems.Next(new Random(5), 60, degree: 2, density: 20);

        var result = await RunAsync(problem, Quick, seed: 1);

        Assert.Equal(50 * 6 * 60 * (8 + 1), result.Report!.Proposals);
    }

    public static TheoryData<string, QuantumMonteCarloParameters> Wrong => new()
    {
        { "BetaStart", new() { BetaStart = 0 } },
        { "BetaStop", new() { BetaStart = 2, BetaStop = 1 } },
        { "TrotterNumber", new() { TrotterNumber = 1 } },
        { "TransverseFieldStart", new() { TransverseFieldStart = 0 } },
        { "TransverseFieldStop", new() { TransverseFieldStart = 1, TransverseFieldStop = 2 } },
        { "TransverseFieldStop", new() { TransverseFieldStop = double.NaN } },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task What_makes_no_sense_is_refused_by_name(string name, QuantumMonteCarloParameters parameters)
    {
        var refusal = await Assert.ThrowsAsync<ArgumentException>(() => RunAsync(Ising.Create([(0, 1.0)]), parameters, seed: 1));

        Assert.Contains(name, refusal.Message, StringComparison.Ordinal);
    }
}
