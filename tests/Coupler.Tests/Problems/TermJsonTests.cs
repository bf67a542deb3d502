using System.Text;
using Coupler.Problems;

namespace Coupler.Tests.Problems;

/// <summary>What is wrong in the JSON of a problem is said with its place, and with what should be there.</summary>
public sealed class TermJsonTests
{
    private const string Entry = "a term is an array of three numbers, [row, column, weight]; there is something else at byte ";
    private const string Term = "a term is an array of its weight and then its variables, [weight, variable, …]; ";
    private const string Variable = "a variable is a whole number from 0 to 2147483646; there is something else at byte ";

    [Theory]
    [InlineData("""{"terms":[[0,1]]}""", "Term 1: " + Entry + "14.")]
    [InlineData("""{"terms":[[0,1,2],[0,1,2,5]]}""", "Term 2: " + Entry + "25.")]
    [InlineData("""{"terms":[[0,1,2],[]]}""", "Term 2: " + Entry + "19.")]
    [InlineData("""{"terms":[[0,1,2],3]}""", "Term 2: " + Entry + "18.")]
    [InlineData("""{"terms":[[0,1,"2"]]}""", "Term 1: " + Entry + "15.")]
    [InlineData("""{"terms":[[1.5,1,2]]}""", "Term 1: " + Variable + "11.")]
    [InlineData("""{"terms":[[0,0,1],[0,99999999999,1]]}""", "Term 2: " + Variable + "21.")]
    [InlineData("""{"terms":[[0,-1,2]]}""", "The term (0, -1, 2) has a negative variable; they count from 0.")]
    [InlineData("""{"terms":[],"squares":[[1,[1,0]]]}""", "A problem has no 'squares', only 'offset', 'variables' and 'terms'. ")]
    [InlineData("""{"ofset":3,"terms":[]}""", "A problem has no 'ofset', only 'offset', 'variables' and 'terms'. ")]
    [InlineData("""{"offset":"3","terms":[]}""", "'offset' is a number; there is something else at byte 10.")]
    [InlineData("""{"variables":1.5,"terms":[]}""", "'variables' is a whole number from 0 to 2147483647; ")]
    [InlineData("""{"terms":{}}""", "'terms' is an array of terms; there is something else at byte 9.")]
    [InlineData("""{"terms":[[0,1,2]""", "Term 2: Expected depth to be zero")]
    public void What_is_wrong_in_a_QUBO_is_said_with_its_place(string json, string mistake) =>
        AssertMistake(QuboFormat.Name, json, mistake, payload => QuboFormat.Read(payload));

    [Theory]
    [InlineData("""{"variables":2,"terms":[[1,0],[0.5,0.5]]}""", "Term 2: " + Variable + "35.")]
    [InlineData("""{"variables":2,"terms":[[1,0],["a"]]}""", "Term 2: " + Term)]
    [InlineData("""{"variables":2,"terms":[[1,0],[]]}""", "Term 2: " + Term)]
    [InlineData("""{"variables":2,"terms":[[1,0],[1,0,[1]]]}""", "Term 2: " + Term)]
    [InlineData("""{"variables":2,"terms":[[1,0],[1,1,1]]}""", "Term 2: A term has the variable 1 twice. ")]
    [InlineData("""{"variables":2,"terms":[[1,0],[1e999,1]]}""", "Term 2: A weight is ")]
    [InlineData("""{"variables":2,"terms":[],"squares":[[1,[1,0]],[2,[1],[1]],[3,[1,"x"]]]}""", "Squared sum 3, term 1: " + Term)]
    [InlineData("""{"variables":2,"terms":[],"squares":[[1,[1,0]],[]]}""", "Squared sum 2: a squared sum is an array of ")]
    [InlineData("""{"variables":2,"terms":[],"squares":[[1,[1,0,1]]]}""", "Squared sum 1: The term 1·x0·x1 in a squared sum ")]
    [InlineData("""{"variables":2,"terms":[],"offset":3}""", "A problem has no 'offset', only 'variables', 'terms' ")]
    [InlineData("""{"variables":2,"terms":[]}{""", "")]
    public void What_is_wrong_in_an_Ising_model_or_a_PUBO_is_said_with_its_place(string json, string mistake)
    {
        AssertMistake(IsingFormat.Name, json, mistake, payload => IsingFormat.Read(payload));
        AssertMistake(PuboFormat.Name, json, mistake, payload => PuboFormat.Read(payload));
    }

    private static void AssertMistake(string format, string json, string mistake, Action<Payload> read)
    {
        var refusal = Assert.Throws<FormatException>(() => read(new Payload(format, Encoding.UTF8.GetBytes(json))));
        Assert.StartsWith($"The bytes are no {format}: {mistake}", refusal.Message, StringComparison.Ordinal);
    }
}
