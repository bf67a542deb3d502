using System.IO.Compression;
using System.Text;
using Coupler.Circuits;
using Coupler.Problems;
using Coupler.Problems.Qio;
using Coupler.Problems.Tsplib;

namespace Coupler.Tests.Problems;

/// <summary>Which format a file has, and what comes of it.</summary>
public sealed class ProblemFileTests : IDisposable
{
    private const string Matrix = "2 2\n1 1 -1\n1 2 3\n";
    private const string Graph = "2 1\n1 2 3\n";
    private const string Tour =
        "TYPE: TSP\nDIMENSION: 3\nEDGE_WEIGHT_TYPE: EXPLICIT\nEDGE_WEIGHT_FORMAT: UPPER_ROW\nEDGE_WEIGHT_SECTION\n1 2 4\nEOF\n";

    private const string Json = """{"cost_function":{"version":"1.0","type":"pubo","terms":[{"c":-1,"ids":[4]}]}}""";
    private const string Own = """{"variables":3,"terms":[[1,2,3]]}""";

    private readonly string folder = Directory.CreateTempSubdirectory("coupler-problems-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData("a.txt", Graph, ProblemFileFormat.MaxCut)]
    [InlineData("a.txt", "2 1 J\r\n1 2 3", ProblemFileFormat.MaxCut)]
    [InlineData("a.rud", Graph, ProblemFileFormat.MaxCut)]
    [InlineData("a.mc", Graph, ProblemFileFormat.MaxCut)]
    [InlineData("a.sparse", Matrix, ProblemFileFormat.BiqMac)]
    [InlineData("A.SPARSE", Matrix, ProblemFileFormat.BiqMac)]
    [InlineData("bqp2.txt", "1\n" + Matrix, ProblemFileFormat.OrLibrary)]
    [InlineData("a.bqp", Matrix, ProblemFileFormat.OrLibrary)]
    [InlineData("a.qubo", "p qubo 0 2 1 0\n1 1 -1\n", ProblemFileFormat.Qbsolv)]
    [InlineData("a", "c from somewhere\np qubo 0 2 1 0\n1 1 -1\n", ProblemFileFormat.Qbsolv)]
    [InlineData("a.tsp", "NAME: x\n" + Tour, ProblemFileFormat.Tsplib)]
    [InlineData("a.dat", "COMMENT: y\n" + Tour, ProblemFileFormat.Tsplib)]
    [InlineData("a.json", Json, ProblemFileFormat.Qio)]
    [InlineData("a", "\uFEFF \r\n" + Json, ProblemFileFormat.Qio)]
    [InlineData("a.qubo.json", Own, ProblemFileFormat.Qubo)]
    [InlineData("a.pubo.json", Own, ProblemFileFormat.Pubo)]
    [InlineData("a.ising.json", Own, ProblemFileFormat.Ising)]
    public void The_extension_or_the_beginning_tells_the_format(string name, string text, ProblemFileFormat format)
    {
        var read = ProblemFile.Read(Write(name, text));

        Assert.Equal(format, read.Format);
        Assert.Equal(format == ProblemFileFormat.Tsplib, read.Instance is not null);
    }

    [Theory]
    [InlineData("a.dat", Graph, ProblemFileFormat.MaxCut, ProblemFileFormat.BiqMac, ProblemFileFormat.OrLibrary)]
    [InlineData("a.json", Own, ProblemFileFormat.Qubo, ProblemFileFormat.Ising, ProblemFileFormat.Pubo)]
    public void A_doubt_is_not_settled_by_a_guess(string name, string text, params ProblemFileFormat[] candidates)
    {
        var path = Write(name, text);

        var doubt = Assert.Throws<ProblemFileException>(() => ProblemFile.Read(path));

        Assert.Equal(candidates, doubt.Candidates);
        Assert.StartsWith(path + ": It may be ", doubt.Message, StringComparison.Ordinal);
        Assert.All(candidates, format => Assert.Equal(format, ProblemFile.Read(path, format).Format));
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n\n")]
    [InlineData("hello\n")]
    [InlineData("\0\u0001")]
    public void What_begins_like_no_problem_is_answered_with_all_formats(string text)
    {
        var doubt = Assert.Throws<ProblemFileException>(() => ProblemFile.Read(Write("a.x", text)));

        Assert.Equal(Enum.GetValues<ProblemFileFormat>(), doubt.Candidates);
    }

    [Theory]
    [InlineData(ProblemFileFormat.MaxCut, Graph, true, 1, -3)]
    [InlineData(ProblemFileFormat.BiqMac, Graph, false, 1, 0)]
    [InlineData(ProblemFileFormat.OrLibrary, "1\n2 1\n1 1 5\n", true, 1, -5)]
    [InlineData(ProblemFileFormat.Qbsolv, "p qubo 0 2 1 0\n0 0 4\n", false, 0, 4)]
    public void The_sign_of_the_value_that_the_file_asks_for_is_known(
        ProblemFileFormat format, string text, bool isMaximised, int first, double cost)
    {
        var read = ProblemFile.Read(Write("a", text), format);

        Assert.Equal((isMaximised, first), (read.IsMaximised, read.FirstNumber));
        Assert.Equal(cost, read.Problem.Cost(BitString.Parse("01")));
    }

    [Fact]
    public void A_problem_of_Azure_Quantum_keeps_its_name_its_ids_and_where_to_begin()
    {
        var problem = new QioProblem(Ising.Create([(0, 1, 1.0)]), "n", BitString.Parse("10")) { Ids = [3, 8] };
        foreach (var format in (ProblemFileFormat[])[ProblemFileFormat.Qio, ProblemFileFormat.QioProtobuf])
        {
            var path = Path.Combine(folder, "problem.gz");
            using (var stream = File.Create(path))
            {
                if (format == ProblemFileFormat.Qio) QioFormat.Write(problem, stream, isCompressed: true);
                else QioProtobufFormat.Write(problem, stream);
            }

            var read = ProblemFile.Read(path);

            Assert.Equal((format, "n", (BitString?)BitString.Parse("10")), (read.Format, read.Name, read.InitialConfiguration));
            Assert.Equal([3, 8], read.Ids);
        }
    }

    [Theory]
    [InlineData("problem.tar")]
    [InlineData("problem.dat")]
    public void An_archive_that_is_not_compressed_is_one_of_Azure_Quantum(string name)
    {
        var path = Path.Combine(folder, name);
        using (var packed = new MemoryStream())
        {
            QioProtobufFormat.Write(new QioProblem(Ising.Create([(0, 1, 1.5)])), packed);
            packed.Position = 0;
            using var archive = new GZipStream(packed, CompressionMode.Decompress);
            using var file = File.Create(path);
            archive.CopyTo(file);
        }

        Assert.Equal(ProblemFileFormat.QioProtobuf, ProblemFile.Read(path).Format);
        using var stream = File.OpenRead(path);
        Assert.Equal(ProblemFileFormat.QioProtobuf, ProblemFileKind.OfQio(stream));
        Assert.Equal(0, stream.Position);
    }

    /// <summary>By hand: from node 2 to 0, to 1 and back are 2 + 1 + 4.</summary>
    [Fact]
    public void A_tour_of_TSPLIB_is_read_as_bits_whose_cost_is_its_length()
    {
        var read = ProblemFile.Read(Write("a.tsp", "NAME: x\n" + Tour));

        var tour = new Solution(BitString.Parse("1001"), read.Problem.Cost(BitString.Parse("1001")));
        Assert.Equal((7, "x"), (tour.Cost, read.Name));
        Assert.Equal([2, 0, 1], TravellingSalesman.TourOf(read.Instance!, tour)!.Value);
        Assert.True(read.Problem.Cost(BitString.Parse("0001")) > 7);
    }

    [Fact]
    public void A_tour_of_too_many_nodes_is_refused_before_its_bits_fill_the_memory()
    {
        var nodes = string.Concat(Enumerable.Range(1, 251).Select(node => $"{node} {node} 0\n"));
        var text = $"NAME: x\nTYPE: TSP\nDIMENSION: 251\nEDGE_WEIGHT_TYPE: EUC_2D\nNODE_COORD_SECTION\n{nodes}EOF\n";

        var refused = Assert.Throws<ProblemFileException>(() => ProblemFile.Read(Write("a.tsp", text)));

        Assert.Contains("It has 251 nodes; up to 250 are solved", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\"a\":[1,{\"terms\":2}]}")]
    [InlineData("{}")]
    public void JSON_of_no_problem_is_told_what_a_problem_has(string text)
    {
        var doubt = Assert.Throws<ProblemFileException>(() => ProblemFile.Read(Write("a.json", text)));

        Assert.Empty(doubt.Candidates);
        Assert.Contains("write a 'cost_function'", doubt.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a.ising.json", "{\"terms\":[]}", "'variables' is missing.")]
    [InlineData("a.pubo.json", "{\"variables\":1}", "'terms' is missing.")]
    [InlineData("a.qubo.json", "{\"variables\":1}", "'terms' is missing.")]
    public void What_is_missing_in_JSON_is_named(string name, string text, string expected)
    {
        var wrong = Assert.Throws<FormatException>(() => ProblemFile.Read(Write(name, text)));

        Assert.EndsWith(expected, wrong.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(" \n" + Own, ProblemFileFormat.Qubo)]
    [InlineData("c remark\np qubo 0 2 1 0\n", ProblemFileFormat.Qbsolv)]
    [InlineData("# remark\n" + Matrix, ProblemFileFormat.BiqMac)]
    [InlineData("c remark\n" + Matrix, ProblemFileFormat.BiqMac)]
    [InlineData("", ProblemFileFormat.BiqMac)]
    public void A_QUBO_that_is_minimised_is_of_one_of_three_formats(string text, ProblemFileFormat format)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(text));

        Assert.Equal(format, ProblemFileKind.OfQubo(stream));
        Assert.Equal(0, stream.Position);
    }

    [Fact]
    public void One_of_several_problems_is_chosen_by_its_number()
    {
        var path = Write("bqp.txt", "2\n1 1\n1 1 5\n1 1\n1 1 7\n");

        Assert.Equal(-7, ProblemFile.Read(path, number: 2).Problem.Cost(BitString.Parse("1")));
        Assert.Contains("It has 2 problems", Mistake(null), StringComparison.Ordinal);
        Assert.Contains("There is no problem 3", Mistake(3), StringComparison.Ordinal);
        Assert.Contains("There is no problem 0", Mistake(0), StringComparison.Ordinal);
        Assert.Throws<ProblemFileException>(() => ProblemFile.Read(Write("a.rud", Graph), number: 2));

        string Mistake(int? number) => Assert.Throws<ProblemFileException>(() => ProblemFile.Read(path, null, number)).Message;
    }

    [Theory]
    [InlineData("a.json", "{\"a\":1}")]
    [InlineData("a.json", "{\"a\":")]
    [InlineData("a.gz", "\u001F")]
    [InlineData("a.qubo.json", "{\"terms\":[[0,0,1e999]]}")]
    [InlineData("a.ising.json", "{}")]
    [InlineData("a.txt", "3 1\n1 1 1\n")]
    public void What_is_wrong_in_the_format_is_a_FormatException(string name, string text)
    {
        Assert.ThrowsAny<FormatException>(() => ProblemFile.Read(Write(name, text)));
    }

    [Fact]
    public void A_file_that_is_not_there_is_an_IOException()
    {
        Assert.ThrowsAny<IOException>(() => ProblemFile.Read(Path.Combine(folder, "none.txt")));
    }

    private string Write(string name, string text)
    {
        var path = Path.Combine(folder, name);
        File.WriteAllText(path, text, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        return path;
    }
}
