using Coupler.Circuits;
using Coupler.Local;
using Coupler.Local.StateVector;
using Coupler.Qasm;
using Coupler.Tests.Reference;
using Coupler.Tests.Statistics;

namespace Coupler.Tests.QasmBench;

/// <summary>
/// The circuits of QASMBench with at most 20 qubits, from the file to the counts, through what the library shows. The false
/// alarm of all chi-square tests of the project together is below 1e-6; see <see cref="DistributionAssert"/>.
/// </summary>
public sealed class QasmBenchTests : IDisposable
{
    /// <summary>Of a fair bit, so many shots show a deviation of 0.012 from one half; of an outcome of 1 %, of 0.0024.</summary>
    private const int Shots = 100_000;

    private const long Seed = 2_026;

    /// <summary>Amplitudes of both sides are rounded to 1e-16 in up to 3,000 gates, and added up.</summary>
    private const double Rounding = 1e-11;

    /// <summary>The library leaves out probabilities only where there are more.</summary>
    private const int MostProbabilities = 65_536;

    /// <summary>Sixty resets: exact probabilities would sum over their outcomes, and the library refuses it.</summary>
    private const string ManyResets = "medium/square_root_n18.qasm";

    private readonly QuantumClient client = QuantumClient.Local();

    public static TheoryData<string> All => [.. QasmBenchFile.Small];

    public static TheoryData<string> Worked => [.. QasmBenchFile.Small.Where(WorkedAnswers.Has)];

    public static TheoryData<string> Incomplete => [.. QasmBenchFile.Small.Where(QasmBenchFile.IsIncomplete)];

    public void Dispose() => client.Dispose();

    [Theory]
    [MemberData(nameof(Worked))]
    public async Task A_circuit_gives_the_answer_worked_out_by_hand(string file)
    {
        var result = await client.RunAsync(await CircuitOf(file), new() { Shots = Shots, Seed = Seed }, Token);

        Assert.Equal(Shots, result.Shots);
        DistributionAssert.Fits(WorkedAnswers.Of(file), Texts(result.Counts));
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task A_circuit_gives_the_distribution_of_the_reference(string file)
    {
        var expected = ReferenceSimulator.Distribution(ReferenceQasm.Parse(QasmBenchFile.Text(file)));
        var options = new JobOptions
        {
            Target = "local.state-vector",
            Shots = Shots,
            Seed = Seed + 1,
            Parameters = new StateVectorParameters { Probabilities = file != ManyResets },
        };
        var result = await client.RunAsync(await CircuitOf(file), options, Token);

        Assert.Equal(Shots, result.Shots);
        DistributionAssert.Fits(expected, Texts(result.Counts));
        if (file != ManyResets) AssertEqual(expected, Texts(result.Probabilities!));
    }

    [Theory]
    [MemberData(nameof(Incomplete))]
    public async Task A_file_that_measures_undeclared_registers_is_refused_at_the_first_such_line(string file)
    {
        var lines = await File.ReadAllLinesAsync(QasmBenchFile.PathOf(file), Token);
        var document = await QasmDocument.ReadAsync(QasmBenchFile.PathOf(file), Token);
        var refusal = Assert.Throws<QasmSyntaxException>(() => document.ToCircuit());

        Assert.Equal(Array.FindIndex(lines, line => line.StartsWith("measure q[", StringComparison.Ordinal)) + 1, refusal.Line);
        Assert.Matches("'[qc]'", refusal.Problem);
    }

    [Fact]
    public void The_suite_makes_no_more_comparisons_than_its_false_alarm_is_shared_by() =>
        Assert.InRange(All.Count + Worked.Count + OpenQasm3ExampleTests.Comparisons, 1, DistributionAssert.ComparisonsAtMost);

    private static void AssertEqual(Dictionary<string, double> expected, Dictionary<string, double> exact)
    {
        foreach (var (outcome, probability) in exact) Assert.Equal(expected.GetValueOrDefault(outcome), probability, Rounding);

        var leftOut = 1 - exact.Values.Sum();
        Assert.True(leftOut < Rounding || exact.Count == MostProbabilities, $"Outcomes of probability {leftOut:g3} are missing.");
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static async Task<Circuit> CircuitOf(string file)
    {
        var document = QasmBenchFile.IsIncomplete(file)
            ? QasmDocument.Parse(QasmBenchFile.Text(file))
            : await QasmDocument.ReadAsync(QasmBenchFile.PathOf(file), Token);
        return document.ToCircuit();
    }

    private static Dictionary<string, T> Texts<T>(IReadOnlyDictionary<BitString, T> outcomes) =>
        outcomes.ToDictionary(pair => pair.Key.ToString(), pair => pair.Value);
}
