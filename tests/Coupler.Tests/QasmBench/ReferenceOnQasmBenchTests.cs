using Coupler.Tests.Reference;

namespace Coupler.Tests.QasmBench;

/// <summary>The slow reference on the files, before the library is measured against it.</summary>
public sealed class ReferenceOnQasmBenchTests
{
    /// <summary>The angles of the files have five to ten digits: two writings of one circuit agree no better.</summary>
    private const double DigitsOfTheFiles = 1e-5;

    public static TheoryData<string> Worked => [.. QasmBenchFile.Small.Where(WorkedAnswers.Has)];

    public static TheoryData<string> Transpiled => [.. QasmBenchFile.Small.Where(file => file.Contains("_transpiled"))];

    [Theory]
    [MemberData(nameof(Worked))]
    public void The_reference_gives_the_answer_worked_out_by_hand(string file) =>
        AssertEqual(WorkedAnswers.Of(file), Reference(file));

    [Theory]
    [MemberData(nameof(Transpiled))]
    public void A_transpiled_circuit_has_the_distribution_of_its_original(string file) =>
        AssertEqual(Reference(file.Replace("_transpiled", "")), Reference(file));

    [Fact]
    public void Every_worked_answer_belongs_to_a_file() =>
        Assert.Empty(WorkedAnswers.Names.Except(QasmBenchFile.Small.Select(Path.GetFileNameWithoutExtension)));

    [Fact]
    public void A_file_that_measures_undeclared_registers_is_refused_as_published()
    {
        var incomplete = QasmBenchFile.Small.Where(QasmBenchFile.IsIncomplete).ToList();
        Assert.Equal(4, incomplete.Count);
        foreach (var file in incomplete) Assert.Throws<FormatException>(() => ReferenceQasm.Read(QasmBenchFile.PathOf(file)));
    }

    private static Dictionary<string, double> Reference(string file) =>
        ReferenceSimulator.Distribution(ReferenceQasm.Parse(QasmBenchFile.Text(file)));

    private static void AssertEqual(IReadOnlyDictionary<string, double> expected, Dictionary<string, double> actual)
    {
        foreach (var outcome in expected.Keys.Union(actual.Keys))
        {
            var (wanted, given) = (expected.GetValueOrDefault(outcome), actual.GetValueOrDefault(outcome));
            Assert.True(Math.Abs(wanted - given) < DigitsOfTheFiles, $"{outcome} has probability {given:g6}, not {wanted:g6}.");
        }
    }
}
