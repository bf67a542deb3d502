using System.Globalization;
using System.Text;
using Coupler.Problems;
using Coupler.Problems.Qio;

namespace Coupler.Tests.Problems.Qio;

/// <summary>Mistakes have the service's code, and the place where they are.</summary>
public sealed class QioMistakeTests
{
    private const string Pubo = """{"cost_function":{"type":"pubo","version":"1.1",""";
    private const string Ising = """{"cost_function":{"type":"ising","version":"1.1",""";
    private const string Two = "\"terms\":[{\"c\":1,\"ids\":[0,1]}]";
    private const string PuboFrom = Pubo + Two + ",\"initial_configuration\":";
    private const string IsingFrom = Ising + Two + ",\"initial_configuration\":";
    private const string Grouped = """{"cost_function":{"type":"pubo_grouped","version":"1.1",""";
    private const string Id = "The id of a variable is a whole number";
    private const string Initial = "The initial configuration ";

    public static TheoryData<string, string, string, string> Mistakes => new()
    {
        { Pubo + "\n\"terms\":[{\"c\":1,\"ids\":[0,1,0]}]}}", "AZQ101", "2:28", "The variable 0 is twice" },
        { Ising + "\n\"terms\":[{\"c\":1,\"ids\":[7,7]}]}}", "AZQ101", "2:26", "The variable 7 is twice in this term." },
        { "{}", "AZQ102", "1:2", "The section 'cost_function' is missing." },
        { "{\"metadata\":{}}", "AZQ102", "1:15", "The section 'cost_function' is missing." },
        { "{\"cost_function\":{}}", "AZQ102", "1:19", "The section 'version' is missing." },
        { "{\"cost_function\":{\"version\":\"1.0\"}}", "AZQ102", "1:34", "The section 'type' is missing." },
        { Pubo + "\"x\":0}}", "AZQ102", "1:54", "The section 'terms' is missing." },
        { Pubo + "\"terms\":[]}}", "AZQ102", "1:60", "The problem has no term." },
        { Pubo + "\"terms\":[{\"ids\":[0]}]}}", "AZQ102", "1:68", "This term has no weight 'c'." },
        { Pubo + "\"terms\":[{\"c\":1}]}}", "AZQ102", "1:64", "This term has no 'ids'." },
        { "[]", "AZQ103", "1:1", "There should be a problem, an object, here." },
        { "3", "AZQ103", "1:1", "There should be a problem, an object, here." },
        { "{\"cost_function\":[]}", "AZQ103", "1:18", "There should be the cost function, an object, here." },
        { "{\"metadata\":7}", "AZQ103", "1:13", "There should be the metadata, an object, here." },
        { "{\"metadata\":{\"name\":7}}", "AZQ103", "1:21", "There should be a name, a text, here." },
        { "{\"cost_function\":{\"version\":1.0}}", "AZQ103", "1:29", "There should be a version, a text, here." },
        { "{\"cost_function\":{\"type\":null}}", "AZQ103", "1:26", "There should be a type, a text, here." },
        { Pubo + "\"terms\":{}}}", "AZQ103", "1:57", "There should be the terms, an array, here." },
        { Pubo + "\"terms\":[[1,0]]}}", "AZQ103", "1:58", "There should be a term, an object, here." },
        { Pubo + "\"terms\":[{\"c\":\"NaN\",\"ids\":[0]}]}}", "AZQ103", "1:63", "There should be a weight, a number, here." },
        { Pubo + "\"terms\":[{\"c\":1,\"ids\":0}]}}", "AZQ103", "1:71", "There should be the ids of variables, an array, here." },
        { Pubo + "\"terms\":[{\"c\":1,\"ids\":[\"0\"]}]}}", "AZQ103", "1:72", "There should be the id of a variable" },
        { PuboFrom + "[]}}", "AZQ103", "1:103", "There should be the initial configuration" },
        { PuboFrom + "{\"0\":\"1\",\"1\":1}}}", "AZQ103", "1:108", "There should be a value" },
        { PuboFrom + "{\"0\":1}}}", "AZQ104", "1:79", Initial + "has no value for 1." },
        { PuboFrom + "{}}}", "AZQ104", "1:79", Initial + "has no value for 0." },
        { PuboFrom + "{\"0\":1,\"1\":1,\"2\":1}}}", "AZQ104", "1:79", Initial + "gives a value to 2" },
        { PuboFrom + "{\"0\":1,\"1\":1,\"1\":1}}}", "AZQ104", "1:79", Initial + "gives a value to 1 twice" },
        { PuboFrom + "{\"0\":-1,\"1\":1}}}", "AZQ104", "1:79", Initial + "gives 0 the value -1; a bit" },
        { IsingFrom + "{\"0\":0,\"1\":1}}}", "AZQ104", "1:80", Initial + "gives 0 the value 0; a spin" },
        { PuboFrom + "{\"0\":2,\"1\":1}}}", "AZQ104", "1:108", "A bit is 0 or 1, a spin is 1 or -1." },
        { PuboFrom + "{\"0\":0.5,\"1\":1}}}", "AZQ104", "1:108", "A bit is 0 or 1, a spin is 1 or -1." },
        { PuboFrom + "{\"x\":1}}}", "AZQ104", "1:104", Id },
        { "", "AZQ105", "1:1", "This is no JSON: " },
        { "4 4\n1 2 1\n", "AZQ103", "1:1", "There should be a problem, an object, here." },
        { "x", "AZQ105", "1:1", "This is no JSON: " },
        { Pubo + "\"terms\":[{\"c\":NaN,\"ids\":[0]}]}}", "AZQ105", "1:63", "This is no JSON: " },
        { Pubo + "\r\n\"terms\":[{\"c\":-Infinity,\"ids\":[0]}]}}", "AZQ105", "2:16", "This is no JSON: " },
        { Pubo + "\n" + Two + ",}}", "AZQ105", "2:31", "This is no JSON: " },
        { Pubo + "\n" + Two + "}", "AZQ105", "2:31", "This is no JSON: " },
        { Pubo + Two + "}}\n{}", "AZQ105", "2:1", "This is no JSON: " },
        { Pubo + Two + "}} end", "AZQ105", "1:81", "This is no JSON: " },
        { Pubo + Two + "," + Two + "}}", "AZQ105", "1:79", "'terms' stands there twice." },
        { Pubo + "\"terms\":[{\"c\":1,\"w\":1,\"ids\":[0]}]}}", "AZQ105", "1:65", "The weight stands there twice." },
        { Pubo + "\"terms\":[{\"c\":1,\"ids\":[0],\"ids\":[1]}]}}", "AZQ105", "1:75", "'ids' stands there twice." },
        { "{\"cost_function\":{\"type\":\"maxsat\"}}", "AZQ107", "1:26", "There is no type 'maxsat'; there are ising, pubo, " },
        { "{\"cost_function\":{\"version\":\"2.0\"}}", "AZQ107", "1:29", "The versions that are read are 1.0 and 1.1." },
        { Pubo + "\"terms\":[{\"c\":1e999,\"ids\":[0]}]}}", "AZQ107", "1:63", "This is too large for a weight." },
        { Pubo + "\"terms\":[{\"c\":1,\"ids\":[-1]}]}}", "AZQ107", "1:72", Id },
        { Pubo + "\"terms\":[{\"c\":1,\"ids\":[0.5]}]}}", "AZQ107", "1:72", Id },
        { Pubo + "\"terms\":[{\"c\":1,\"ids\":[9223372036854775808]}]}}", "AZQ107", "1:72", Id },
        { Pubo + "\"terms_slc\":[]," + Two + "}}", "AZQ107", "1:49", "Grouped terms are of the type 'pubo_grouped'" },
        { Grouped + "\"terms_slc\":[{\"c\":1,\"terms\":[{\"c\":1,\"ids\":[0,1]}]}]}}",
            "AZQ107", "1:102", "A term of a group has one variable, or none." },
    };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void A_mistake_has_a_code_and_a_place(string text, string code, string place, string problem)
    {
        var wrong = Assert.Throws<ProblemSyntaxException>(
            () => QioFormat.Read(new MemoryStream(Encoding.UTF8.GetBytes(text)), "p.json"));

        var found = string.Create(CultureInfo.InvariantCulture, $"{wrong.Line}:{wrong.Column}");
        Assert.Equal((code, place), (wrong.Code, found));
        Assert.StartsWith(problem, wrong.Problem, StringComparison.Ordinal);
        Assert.StartsWith("p.json: ", wrong.Message, StringComparison.Ordinal);
        Assert.EndsWith($"(line {wrong.Line}, column {wrong.Column}) [{code}]", wrong.Message, StringComparison.Ordinal);
        var isJson = !wrong.Problem.StartsWith("This is no JSON", StringComparison.Ordinal);
        if (isJson) Assert.Equal(Offset(text, wrong), wrong.ByteOffset);
    }

    [Fact]
    public void Text_that_is_no_UTF_8_is_a_mistake()
    {
        byte[] text = [.. "{\"metadata\":{\"name\":\""u8, 0xFF, 0xFE, .. "\"}}"u8];

        var wrong = Assert.Throws<ProblemSyntaxException>(() => QioFormat.Read(new MemoryStream(text)));

        Assert.Equal("AZQ105", wrong.Code);
    }

    [Fact]
    public void A_variable_twice_among_many_is_found()
    {
        int[] variables = [.. Enumerable.Range(0, 300), 17];
        var text = $"{Pubo}\"terms\":[{{\"c\":1,\"ids\":[{string.Join(',', variables)}]}}]}}}}";

        var wrong = Assert.Throws<ProblemSyntaxException>(() => QioFormat.Read(new MemoryStream(Encoding.UTF8.GetBytes(text))));

        Assert.Equal("AZQ101", wrong.Code);
        var refused = Assert.Throws<ArgumentException>(() => new Term(1, variables));
        Assert.Contains("variable 17 twice", refused.Message, StringComparison.Ordinal);
        Assert.Equal(300, new Term(1, variables.AsSpan(0, 300)).Degree);
    }

    [Fact]
    public void Nesting_without_end_is_a_mistake()
    {
        var text = "{\"x\":" + new string('[', 100_000);

        var wrong = Assert.Throws<ProblemSyntaxException>(() => QioFormat.Read(new MemoryStream(Encoding.UTF8.GetBytes(text))));

        Assert.Equal("AZQ105", wrong.Code);
    }

    /// <summary>Columns count bytes, and here each is a character.</summary>
    private static long Offset(string text, ProblemSyntaxException wrong) =>
        string.Join('\n', text.Split('\n').Take(wrong.Line - 1).Append("")).Length + wrong.Column - 1;
}
