using System.Formats.Tar;
using System.IO.Compression;
using System.Text;
using Coupler.Circuits;
using Coupler.Problems;
using Coupler.Problems.Qio;

namespace Coupler.Tests.Problems.Qio;

/// <summary>The protobuf variant, in an archive.</summary>
public sealed class QioProtobufFormatTests
{
    [Fact]
    public void What_is_written_is_read_as_it_was()
    {
        for (var seed = 0; seed < 100; seed++)
        {
            var random = new Random(seed);
            var whole = RandomProblems.Problem(random);
            Problem problem = whole is Ising
                ? Ising.Create(whole.Terms.AsSpan(), whole.VariableCount)
                : Pubo.Create(whole.Terms.AsSpan(), whole.VariableCount);
            var values = BitString.FromBits([.. Enumerable.Range(0, problem.VariableCount).Select(_ => random.Next(2) == 1)]);
            var before = new QioProblem(problem, random.Next(2) == 0 ? null : "é", random.Next(2) == 0 ? null : values)
            {
                Ids = [.. Enumerable.Range(0, random.Next(2) * problem.VariableCount).Select(i => (i * 1_000_003L) + 4)],
            };

            QioFormatTests.AssertSame(before, QioProtobufFormat.Read(new MemoryStream(Write(before))));
        }
    }

    [Fact]
    public void A_member_has_at_most_1000_terms_and_the_same_problem_gives_the_same_bytes()
    {
        var problem = new QioProblem(Ising.Create([.. Enumerable.Range(0, 2_500).Select(i => new Term(i, i, i + 1))]), "chain");
        var bytes = Write(problem);

        using var tar = new TarReader(new GZipStream(new MemoryStream(bytes), CompressionMode.Decompress));
        var names = new List<string>();
        while (tar.GetNextEntry() is { } entry) names.Add(entry.Name);

        Assert.Equal(["gzipinputfile_pb_0.pb", "gzipinputfile_pb_1.pb", "gzipinputfile_pb_2.pb"], names);
        Assert.Equal(bytes, Write(problem));
        QioFormatTests.AssertSame(problem, QioProtobufFormat.Read(new MemoryStream(bytes)));
    }

    /// <summary>The same numbers one by one, as encoders of proto2 write them, and fields that nobody knows.</summary>
    [Fact]
    public void Ids_may_stand_one_by_one_and_unknown_fields_are_passed_over()
    {
        byte[] term = [0x09, 0, 0, 0, 0, 0, 0, 0xF0, 0x3F, 0x10, 3, 0x10, 0x80, 1, 0x78, 5, 0x7D, 1, 2, 3, 4];
        byte[] cost = [0x08, 1, 0x1A, (byte)term.Length, .. term];

        var read = QioProtobufFormat.Read(Archive([0x0A, (byte)cost.Length, .. cost]));

        Assert.Equal([new Term(1, 0, 1)], Assert.IsType<Ising>(read.Problem));
        Assert.Equal([3, 128], read.Ids);
    }

    [Fact]
    public void Grouped_terms_are_refused()
    {
        var grouped = new QioProblem(Pubo.Create([], [new SquaredSum(1, (0, 1.0))]));

        Assert.Throws<ArgumentException>(() => Write(grouped));
    }

    [Theory]
    [InlineData("0A071A0510031003", "AZQ105", 2)]
    [InlineData("0A061A0410031003", "AZQ101", 8)]
    [InlineData("0A0B1A0909000000000000F07F", "AZQ107", 13)]
    [InlineData("0A0D1A0B10FFFFFFFFFFFFFFFFFF01", "AZQ107", 15)]
    [InlineData("0A020802", "AZQ107", 4)]
    [InlineData("0801", "AZQ103", 1)]
    [InlineData("0B", "AZQ105", 1)]
    [InlineData("FFFFFFFFFFFFFFFFFFFF01", "AZQ105", 10)]
    public void A_mistake_has_a_code_and_a_place_in_the_member(string message, string code, int offset)
    {
        var wrong = Assert.Throws<ProblemSyntaxException>(
            () => QioProtobufFormat.Read(Archive(Convert.FromHexString(message)), "p.tar.gz"));

        Assert.Equal((code, (long?)offset, 0), (wrong.Code, wrong.ByteOffset, wrong.Line));
        Assert.StartsWith("p.tar.gz!gzipinputfile_pb_0.pb: ", wrong.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_no_archive_is_a_mistake()
    {
        // The last bytes are padding and a check sum.
        var bytes = Write(new QioProblem(Pubo.Create([.. Enumerable.Range(0, 2_500).Select(i => new Term(i, i, i + 1))])));
        for (var length = 0; length < bytes.Length - 40; length += 97) AssertMistake(bytes[..length]);
        AssertMistake(Encoding.UTF8.GetBytes("{\"cost_function\":{}}"));
        AssertMistake(new byte[10_240]);

        static void AssertMistake(byte[] bytes)
        {
            var wrong = Assert.Throws<ProblemSyntaxException>(() => QioProtobufFormat.Read(new MemoryStream(bytes)));
            Assert.True(wrong.Code is "AZQ102" or "AZQ105", wrong.Message);
        }
    }

    private static byte[] Write(QioProblem problem)
    {
        using var stream = new MemoryStream();
        QioProtobufFormat.Write(problem, stream);
        return stream.ToArray();
    }

    private static MemoryStream Archive(byte[] message)
    {
        var stream = new MemoryStream();
        using (var tar = new TarWriter(stream, TarEntryFormat.Ustar, leaveOpen: true))
        {
            tar.WriteEntry(new UstarTarEntry(TarEntryType.RegularFile, "gzipinputfile_pb_0.pb")
            {
                DataStream = new MemoryStream(message),
            });
        }

        stream.Position = 0;
        return stream;
    }
}
