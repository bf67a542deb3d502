using System.Text;
using System.Text.Json;
using Coupler.Circuits;
using Coupler.Problems;
using Coupler.Problems.Qio;

namespace Coupler.Tests.Problems.Qio;

/// <summary>Results as Azure Quantum's optimisation service gave them.</summary>
public sealed class QioResultFormatTests
{
    private static readonly QioProblem Spins = new(Ising.Create([(0, 1, 2.0), (0, 1.0)])) { Ids = [5, 9] };

    [Theory]
    [InlineData("""{"solutions":[{"configuration":{"5":1,"9":1},"cost":99},{"configuration":{"9":1,"5":-1}}]}""")]
    [InlineData("""{"solutions":[{"cost":0,"configuration":{"5":"1","9":"1"}},{"configuration":{"5":"-1","9":"1"},"x":[]}]}""")]
    public void Costs_are_computed_from_the_problem_and_order_the_solutions(string text)
    {
        var result = Read(text);

        Assert.Equal(["01", "00"], result.Solutions.Select(solution => solution.Values.ToString()));
        Assert.Equal([-3, 3], result.Solutions.Select(solution => solution.Cost));
    }

    [Fact]
    public void The_configuration_beside_the_solutions_counts_if_there_are_none()
    {
        Assert.Equal(BitString.Parse("10"), Read("""{"configuration":{"5":1,"9":-1},"cost":1}""").Best.Values);
        Assert.Equal(
            BitString.Parse("01"),
            Read("""{"configuration":{"5":1,"9":-1},"solutions":[{"configuration":{"5":-1,"9":1}}]}""").Best.Values);
    }

    [Fact]
    public void What_is_written_is_read_as_it_was_in_the_ids_of_the_file()
    {
        using var parameters = JsonDocument.Parse("""{"sweeps":100}""");
        var result = new ProblemResult { Solutions = [new(BitString.Parse("01"), -3), new(BitString.Parse("00"), 3)] };
        using var stream = new MemoryStream();

        QioResultFormat.Write(result, Spins, stream, parameters.RootElement);

        var text = Encoding.UTF8.GetString(stream.ToArray());
        Assert.Equal(
            """{"version":"1.0","configuration":{"5":-1,"9":1},"cost":-3,"parameters":{"sweeps":100},"solutions":["""
            + """{"configuration":{"5":-1,"9":1},"cost":-3},{"configuration":{"5":1,"9":1},"cost":3}]}""",
            text);
        Assert.Equal(result.Solutions, Read(text).Solutions);
    }

    [Theory]
    [InlineData("""{}""", "There is no solution.")]
    [InlineData("""{"solutions":[]}""", "There is no solution.")]
    [InlineData("""{"solutions":[{"cost":1}]}""", "This solution has no configuration.")]
    [InlineData("""{"solutions":[{"configuration":{"5":1}}]}""", "The configuration has no value for variable 9.")]
    [InlineData("""{"solutions":[{"configuration":{"5":1,"9":1,"0":1}}]}""", "The problem has no variable '0'.")]
    [InlineData("""{"solutions":[{"configuration":{"5":1,"9":1,"x":1}}]}""", "The problem has no variable 'x'.")]
    [InlineData("""{"solutions":[{"configuration":{"5":1,"5":1}}]}""", "Variable 5 has two values.")]
    [InlineData("""{"solutions":[{"configuration":{"5":0,"9":1}}]}""", "The value of a spin is 1 or -1.")]
    [InlineData("""{"solutions":[{"configuration":{"5":true,"9":1}}]}""", "The value of a spin is 1 or -1.")]
    [InlineData("""{"solutions":{}}""", "There should be the solutions, an array, here.")]
    [InlineData("""{"solutions":[3]}""", "There should be a solution, an object, here.")]
    [InlineData("""{"solutions":[{"configuration":[1,1]}]}""", "There should be a configuration, an object, here.")]
    [InlineData("""[]""", "There should be a result, an object, here.")]
    public void A_mistake_is_said(string text, string problem)
    {
        Assert.Equal(problem, Assert.Throws<ProblemSyntaxException>(() => Read(text)).Problem);
    }

    [Fact]
    public void A_solution_with_too_few_values_is_not_written()
    {
        var result = new ProblemResult { Solutions = [new(BitString.Parse("0"), 0)] };

        Assert.Throws<ArgumentException>(() => QioResultFormat.Write(result, Spins, Stream.Null));
    }

    private static ProblemResult Read(string text) =>
        QioResultFormat.Read(new MemoryStream(Encoding.UTF8.GetBytes(text)), Spins);
}
