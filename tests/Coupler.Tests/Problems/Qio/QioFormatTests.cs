using System.Globalization;
using System.IO.Compression;
using System.Text;
using Coupler.Circuits;
using Coupler.Problems;
using Coupler.Problems.Qio;

namespace Coupler.Tests.Problems.Qio;

/// <summary>Problems as Azure Quantum's optimisation service took them.</summary>
public sealed class QioFormatTests
{
    [Fact]
    public void A_bit_is_0_or_1_and_a_group_counts_with_its_square()
    {
        var read = Read("""
            {"metadata":{"name":"cover","more":[1,{}]},"cost_function":{"type":"pubo_grouped","version":"1.0",
             "terms":[{"c":-3,"ids":[1,0]},{"w":0.5,"ids":[2]},{"c":7,"ids":[]}],
             "terms_slc":[{"c":2,"terms":[{"c":1,"ids":[0]},{"c":-1.5,"ids":[2]},{"c":1,"ids":[]}]}]}}
            """);

        Assert.IsType<Pubo>(read.Problem);
        Assert.Equal("cover", read.Name);
        Assert.Null(read.InitialConfiguration);
        Assert.Empty(read.Ids);
        Assert.Equal(7 + (2 * 1), read.Problem.Cost(BitString.Parse("000")));
        Assert.Equal(7 - 3 + (2 * 4), read.Problem.Cost(BitString.Parse("011")));
        Assert.Equal(7 - 3 + 0.5 + (2 * 0.25), read.Problem.Cost(BitString.Parse("111")));
    }

    [Fact]
    public void A_spin_is_1_or_minus_1_and_stands_as_0_or_1_in_bits()
    {
        var read = Read("""
            {"cost_function":{"version":"1.1","terms":[{"ids":[0],"c":1},{"ids":[0,1,2],"c":2}],
             "initial_configuration":{"0":-1,"2":-1,"1":1},"type":"ising"}}
            """);

        Assert.IsType<Ising>(read.Problem);
        Assert.Equal(BitString.Parse("101"), read.InitialConfiguration);
        Assert.Equal(3, read.Problem.Cost(BitString.Parse("000")));
        Assert.Equal(-1 + 2, read.Problem.Cost(BitString.Parse("101")));
        Assert.Equal(-1 - 2, read.Problem.Cost(BitString.Parse("001")));
    }

    [Fact]
    public void Ids_may_be_any_numbers_and_are_kept_in_ascending_order()
    {
        var read = Read("""
            {"cost_function":{"type":"ising_grouped","version":"1.1","terms":[{"c":1,"ids":[9223372036854775807,5]}],
             "terms_slc":[{"c":1,"terms":[{"c":1,"ids":[7]}]}],"initial_configuration":{"5":-1,"7":1,"9223372036854775807":1}}}
            """);

        Assert.Equal([5, 7, long.MaxValue], read.Ids);
        Assert.Equal(new Term(1, 2, 0), Assert.Single(read.Problem.Terms));
        Assert.Equal(new SquaredSum(1, new Term(1, 1)), Assert.Single(read.Problem.Squares));
        Assert.Equal(BitString.Parse("001"), read.InitialConfiguration);
        AssertSame(read, Read(Write(read)));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void What_is_written_is_read_as_it_was(bool isCompressed)
    {
        for (var seed = 0; seed < 200; seed++)
        {
            var random = new Random(seed);
            var problem = RandomProblems.Problem(random);
            var values = BitString.FromBits([.. Enumerable.Range(0, problem.VariableCount).Select(_ => random.Next(2) == 1)]);
            var before = new QioProblem(problem, random.Next(2) == 0 ? null : "é \"n\"", random.Next(2) == 0 ? null : values)
            {
                Ids = [.. Enumerable.Range(0, random.Next(2) * problem.VariableCount).Select(i => (i * 1_000_003L) + 4)],
            };
            using var stream = new MemoryStream();

            QioFormat.Write(before, stream, isCompressed);

            stream.Position = 0;
            AssertSame(before, QioFormat.Read(stream));
        }
    }

    [Fact]
    public void The_text_is_that_of_the_service()
    {
        var ising = Ising.Create([(0, 1, 2.0), new(-0.5)], [new SquaredSum(3, (1, 1.0))]);
        var problem = new QioProblem(ising, "two", BitString.Parse("10"));

        Assert.Equal(
            """{"metadata":{"name":"two"},"cost_function":{"version":"1.1","type":"ising_grouped","terms":[{"c":2,"ids":[0,1]},"""
            + """{"c":-0.5,"ids":[]}],"terms_slc":[{"c":3,"terms":[{"c":1,"ids":[1]}]}],"""
            + "\"initial_configuration\":{\"0\":1,\"1\":-1}}}",
            Write(problem));
    }

    [Fact]
    public void A_qubo_is_written_as_a_pubo_and_a_variable_of_no_term_gets_a_weight_of_0()
    {
        var text = Write(new QioProblem(Qubo.Create([(0, 0, 1)], offset: 3, variables: 3)));

        Assert.Equal(
            """{"cost_function":{"version":"1.0","type":"pubo","terms":[{"c":1,"ids":[0]},{"c":3,"ids":[]},{"c":0,"ids":[1]},"""
            + """{"c":0,"ids":[2]}]}}""",
            text);
        Assert.Equal(3, Read(text).Problem.VariableCount);
    }

    [Fact]
    public void What_does_not_fit_the_problem_is_not_written()
    {
        Pubo two = [(0, 1, 1.0)];
        Assert.Throws<ArgumentException>(() => Write(new QioProblem(Pubo.Create([]))));
        Assert.Throws<ArgumentException>(() => Write(new QioProblem(two, null, BitString.Parse("1"))));
        Assert.Throws<ArgumentException>(() => Write(new QioProblem(two) { Ids = [1] }));
        Assert.Throws<ArgumentException>(() => Write(new QioProblem(two) { Ids = [1, 1] }));
        Assert.Throws<ArgumentException>(() => Write(new QioProblem(two) { Ids = [1, -1] }));
    }

    /// <summary>Long enough for several buffers, with words across their edges, and one word longer than a buffer.</summary>
    [Fact]
    public void A_long_text_is_read_in_pieces()
    {
        var text = new StringBuilder("\uFEFF{\"cost_function\":{\"type\":\"pubo\",\"version\":\"1.0\",\r\n\"terms\":[\r\n");
        for (var i = 0; i < 20_000; i++) text.Append(CultureInfo.InvariantCulture, $"{{\"c\":{i}.5,\"ids\":[{i},{i + 1}]}},\r\n");
        text.Append($"{{\"c\":1,\"ids\":[0],\"x\":\"{new string('y', 200_000)}\"}}]}},\"metadata\":{{}}}}\r\n \r\n");

        var problem = Read(text.ToString()).Problem;

        Assert.Equal(20_001, problem.Terms.Length);
        Assert.Equal(20_001, problem.VariableCount);
        Assert.Equal(new Term(12_345.5, 12_345, 12_346), problem.Terms[12_345]);
        var wrong = Assert.Throws<ProblemSyntaxException>(() => Read(text.Replace("[19000,", "[\"19000\",").ToString()));
        Assert.Equal((19_003, 21), (wrong.Line, wrong.Column));
    }

    [Fact]
    public void Damaged_compression_is_a_mistake_in_the_text()
    {
        using var stream = new MemoryStream();
        QioFormat.Write(new QioProblem(RandomProblems.Problem(new Random(1))), stream, isCompressed: true);

        // The last bytes are the end of the compression and a check sum; without them the text is whole.
        for (var length = 0; length < stream.Length - 16; length += 7)
        {
            var cut = new MemoryStream(stream.ToArray()[..length]);
            Assert.Equal("AZQ105", Assert.Throws<ProblemSyntaxException>(() => QioFormat.Read(cut)).Code);
        }

        var bytes = stream.ToArray();
        bytes[^6] ^= 0xFF;
        Assert.Equal("AZQ105", Assert.Throws<ProblemSyntaxException>(() => QioFormat.Read(new MemoryStream(bytes))).Code);
        using var plain = new GZipStream(new MemoryStream(stream.ToArray()), CompressionMode.Decompress);
        Assert.NotNull(QioFormat.Read(plain));
    }

    internal static void AssertSame(QioProblem expected, QioProblem actual)
    {
        // Variables that no term had are in one of weight 0 now.
        var terms = actual.Problem.Terms.AsSpan(0, expected.Problem.Terms.Length);
        Assert.Equal(expected.Problem.Terms.AsSpan(), terms);
        Assert.All(actual.Problem.Terms.Skip(terms.Length), term => Assert.Equal((0, 1), (term.Weight, term.Degree)));
        Assert.Equal(expected.Problem.Squares, actual.Problem.Squares);
        Assert.Equal(expected.Problem.VariableKind, actual.Problem.VariableKind);
        Assert.Equal(expected.Problem.VariableCount, actual.Problem.VariableCount);
        Assert.Equal((expected.Name, expected.InitialConfiguration), (actual.Name, actual.InitialConfiguration));
        Assert.Equal(expected.Ids, actual.Ids);
    }

    private static QioProblem Read(string text) => QioFormat.Read(new MemoryStream(Encoding.UTF8.GetBytes(text)), "p.json");

    private static string Write(QioProblem problem)
    {
        using var stream = new MemoryStream();
        QioFormat.Write(problem, stream);
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
