using System.Text;
using Coupler.Circuits;
using Coupler.Problems;

namespace Coupler.Fuzz;

/// <summary>Any bytes give a problem or a FormatException, in every format of files of problems.</summary>
public sealed class ProblemFuzzTests
{
    private const int Inputs = 40_000;
    private const int InputsOfALongRun = 1_000_000;
    private const int Seed = 20_261_126;

    /// <summary>A header may ask for more variables than a cost is worked out for here.</summary>
    private const int MostVariables = 1_000;

    public static TheoryData<ProblemFileFormat> Formats => [.. Enum.GetValues<ProblemFileFormat>()];

    [Theory]
    [MemberData(nameof(Formats))]
    public void Any_bytes_give_a_problem_or_a_format_exception(ProblemFileFormat format)
    {
        var count = (Environment.GetEnvironmentVariable("COUPLER_LONG") == "1" ? InputsOfALongRun : Inputs)
            / (format == ProblemFileFormat.QioProtobuf ? 10 : 1);
        var problems = 0;
        for (var i = 0; i < count; i++)
        {
            var random = new Random(Seed + i);
            var bytes = ProblemSeeds.Bytes(format, random);
            if (i % 3 > 0) bytes = ProblemSeeds.Damaged(bytes, random);
            if (Reads(format, bytes, i)) problems++;
        }

        // If almost nothing were a problem, the inputs would test the first lines of the readers only.
        Assert.InRange(problems, count / 4, count);
    }

    private static bool Reads(ProblemFileFormat format, byte[] bytes, int input)
    {
        try
        {
            if (ProblemSeeds.Read(format, new MemoryStream(bytes)) is not { } problem) return true;
            if (problem.VariableCount <= MostVariables)
            {
                problem.Cost(new BitString(new ulong[(problem.VariableCount / 64) + 1], problem.VariableCount));
            }

            return true;
        }
        catch (FormatException)
        {
            return false;
        }
        catch (Exception exception)
        {
            throw new InvalidOperationException(
                $"Input {input} gave {exception.GetType().Name}:\n{Encoding.UTF8.GetString(bytes)}", exception);
        }
    }
}
