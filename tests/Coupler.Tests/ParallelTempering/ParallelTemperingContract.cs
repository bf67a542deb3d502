using Coupler.Local;
using Coupler.Local.ParallelTempering;
using Coupler.Problems;
using Coupler.Tests.Solvers;

namespace Coupler.Tests.ParallelTempering;

public sealed class ParallelTemperingContract : SolverContract
{
    protected override string Id => "local.parallel-tempering";

    protected override SolverParameters Quick => new ParallelTemperingParameters { Sweeps = 100, Replicas = 8, Restarts = 3 };

    protected override (string Setting, SolverParameters Parameters)[] Variants =>
    [
        ("Sweeps", new ParallelTemperingParameters { Sweeps = 90, Replicas = 8, Restarts = 3 }),
        ("Replicas", new ParallelTemperingParameters { Sweeps = 100, Replicas = 9, Restarts = 3 }),
        ("Restarts", new ParallelTemperingParameters { Sweeps = 100, Replicas = 8, Restarts = 2 }),
        ("AllBetas",
            new ParallelTemperingParameters { Sweeps = 100, AllBetas = [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7], Restarts = 3 }),
    ];

    [Fact]
    public async Task It_proposes_sweeps_times_replicas_times_variables_and_tells_the_swap_rate_of_each_pair()
    {
        var problem = RandomProblems.Next(new Random(5), 60, degree: 2, density: 20);

        var result = await RunAsync(problem, Quick, seed: 1);

        Assert.Equal(100 * 8 * 3 * 60, result.Report!.Proposals);
        Assert.Equal(7, result.Report.SwapRates.Length);
        Assert.All(result.Report.SwapRates, rate => Assert.InRange(rate, 0, 1));
        Assert.Contains(result.Report.SwapRates, rate => rate is > 0 and < 1);
    }

    /// <summary>
    /// At one temperature there is nothing to tell replicas apart; between far ones hardly any exchange is
    /// made.
    /// </summary>
    [Fact]
    public async Task Replicas_of_the_same_temperature_always_change_places_and_those_far_apart_never()
    {
        var problem = RandomProblems.Next(new Random(5), 60, degree: 2, density: 20);

        var same = await RunAsync(problem, new ParallelTemperingParameters { Sweeps = 50, AllBetas = [0.1, 0.1, 0.1] }, seed: 1);
        var far = await RunAsync(problem, new ParallelTemperingParameters { Sweeps = 50, AllBetas = [0, 100] }, seed: 1);

        Assert.Equal([1, 1], same.Report!.SwapRates);
        Assert.Equal([0], far.Report!.SwapRates.Select(rate => Math.Round(rate, 1)));
    }

    [Theory]
    [InlineData("two are the fewest", 1.0)]
    [InlineData("must be 0 or more and rise", 2.0, 1.0)]
    [InlineData("must be 0 or more and rise", -1.0, 1.0)]
    [InlineData("must be 0 or more and rise", 1.0, double.NaN)]
    public async Task Inverse_temperatures_that_make_no_sense_are_refused(string reason, params double[] betas)
    {
        var refusal = await Assert.ThrowsAsync<ArgumentException>(() => RunAsync(
            Ising.Create([(0, 1.0)]), new ParallelTemperingParameters { AllBetas = [.. betas] }, seed: 1));

        Assert.Contains(reason, refusal.Message, StringComparison.Ordinal);
    }
}
