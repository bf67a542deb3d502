using Coupler.Circuits;
using Coupler.Problems;
using Coupler.Tests.Solvers;

namespace Coupler.Tests.Circuits;

/// <summary>Sums of Pauli products, and problems as such operators.</summary>
public sealed class PauliSumTests
{
    private static readonly PauliString[] Zs = [PauliString.Parse("ZZ"), PauliString.Parse("IZ")];

    [Fact]
    public void Terms_of_the_same_product_add_up()
    {
        PauliSum sum = [new(1, Zs[0]), new(0.5, Zs[1]), new(2, Zs[0])];

        Assert.Equal([new(3, Zs[0]), new(0.5, Zs[1])], sum);
        Assert.Equal((2, 2), (sum.Count, sum.QubitCount));
    }

    [Fact]
    public void What_is_no_such_sum_is_refused()
    {
        Assert.Contains("finite", Wrong([new(double.NaN, Zs[0])]), StringComparison.Ordinal);
        Assert.Contains("sign", Wrong([new(1, PauliString.Parse("-ZZ"))]), StringComparison.Ordinal);
        Assert.Contains("3 qubits", Wrong([new(1, Zs[0]), new(1, PauliString.Parse("ZZZ"))]), StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => PauliSum.Create([new(1, Zs[0])]).DiagonalElement(BitString.Parse("0")));
        var refusal = Assert.Throws<ArgumentException>(() => Ising.Create([(64, 1.0)]).ToPauliSum());
        Assert.Contains("65 variables", refusal.Message, StringComparison.Ordinal);
    }

    /// <summary>The reference is the matrix, element by element, and the cost as the problem computes it.</summary>
    [Fact]
    public void The_diagonal_of_a_problem_s_operator_is_its_cost()
    {
        var random = new Random(20_261_129);
        for (var i = 0; i < 1_000; i++)
        {
            var problem = RandomProblems.Next(random, random.Next(1, 8), degree: 4);
            var ising = problem switch
            {
                Ising spins => spins,
                Pubo bits => bits.ToIsing(),
                Qubo bits => bits.ToIsing(),
                _ => throw new InvalidOperationException(problem.Format),
            };

            var sum = ising.ToPauliSum();

            for (var values = 0; values < 1 << problem.VariableCount; values++)
            {
                var bits = new BitString((ulong)values, problem.VariableCount);
                Assert.Equal(problem.Cost(bits), sum.DiagonalElement(bits));
                Assert.Equal(problem.Cost(bits), sum.Sum(term => (term.Coefficient * term.Paulis.ElementInColumn(values)).Real));
            }
        }
    }

    private static string Wrong(ReadOnlySpan<PauliTerm> terms)
    {
        var copy = terms.ToArray();
        return Assert.Throws<ArgumentException>(() => PauliSum.Create(copy)).Message;
    }
}
