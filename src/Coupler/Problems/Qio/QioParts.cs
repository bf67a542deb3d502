using System.Collections.Immutable;
using Coupler.Circuits;

namespace Coupler.Problems.Qio;

/// <summary>
/// Collects what a file says of a problem. Variables are counted as they come, and put in the order of their ids at the end, so
/// that ids may be any numbers.
/// </summary>
internal sealed class QioParts
{
    /// <summary>From here on a set is faster than a look at each.</summary>
    private const int FewVariables = 32;

    private readonly Dictionary<long, int> variables = [];
    private readonly ImmutableArray<Term>.Builder terms = ImmutableArray.CreateBuilder<Term>();
    private readonly ImmutableArray<SquaredSum>.Builder squares = ImmutableArray.CreateBuilder<SquaredSum>();
    private readonly List<(long Id, long Value)> initial = [];
    private readonly HashSet<int> seen = [];
    private int[] product = new int[4];
    private int degree;

    public string? Name { get; set; }

    public VariableKind? Kind { get; set; }

    public bool HasInitial { get; set; }

    /// <summary>The variables of the term that is being read.</summary>
    public ReadOnlySpan<int> Product => product.AsSpan(0, degree);

    public void BeginProduct() => degree = 0;

    /// <summary>Adds a variable to the term that is being read; false if it is there already.</summary>
    public bool TryMultiply(long id)
    {
        if (!variables.TryGetValue(id, out var variable)) variables.Add(id, variable = variables.Count);
        if (!IsNew(variable)) return false;
        if (degree == product.Length) Array.Resize(ref product, 2 * degree);
        product[degree++] = variable;
        return true;
    }

    public void Add(Term term) => terms.Add(term);

    public void Add(SquaredSum square) => squares.Add(square);

    public void AddInitial(long id, long value) => initial.Add((id, value));

    /// <param name="wrong">Makes the exception for a mistake of the whole.</param>
    public QioProblem ToProblem(Func<QioFault, string, ProblemSyntaxException> wrong)
    {
        if (Kind is not { } kind) throw wrong(QioFault.MissingSection, "The section 'type' is missing.");
        if (terms.Count + squares.Count == 0) throw wrong(QioFault.MissingSection, "The problem has no term.");
        var ids = variables.Keys.Order().ToImmutableArray();
        Rename(ids);
        var count = ids.Length;
        Problem problem = kind == VariableKind.Bit
            ? Pubo.Create(terms.DrainToImmutable().AsSpan(), squares.DrainToImmutable().AsSpan(), count)
            : Ising.Create(terms.DrainToImmutable().AsSpan(), squares.DrainToImmutable().AsSpan(), count);
        var isCounted = count == 0 || ids[^1] == count - 1;
        return new QioProblem(problem, Name, Initial(ids, kind, wrong)) { Ids = isCounted ? [] : ids };
    }

    private bool IsNew(int variable)
    {
        if (degree < FewVariables) return !Product.Contains(variable);
        if (degree == FewVariables)
        {
            seen.Clear();
            foreach (var other in Product) seen.Add(other);
        }

        return seen.Add(variable);
    }

    /// <summary>Gives the variables the numbers that their ids have in the order.</summary>
    private void Rename(ImmutableArray<long> ids)
    {
        var rank = new int[ids.Length];
        for (var i = 0; i < ids.Length; i++) rank[variables[ids[i]]] = i;
        if (rank.AsSpan().SequenceEqual([.. Enumerable.Range(0, rank.Length)])) return;
        for (var i = 0; i < terms.Count; i++) terms[i] = Renamed(terms[i], rank);
        for (var i = 0; i < squares.Count; i++)
        {
            squares[i] = new SquaredSum(squares[i].Weight, [.. squares[i].Terms.Select(term => Renamed(term, rank))]);
        }
    }

    private static Term Renamed(Term term, int[] rank)
    {
        switch (term.Degree)
        {
            case 0:
                return term;
            case 1:
                return new Term(term.Weight, rank[term[0]]);
            case 2:
                return new Term(term.Weight, rank[term[0]], rank[term[1]]);
            default:
                var renamed = new int[term.Degree];
                for (var i = 0; i < renamed.Length; i++) renamed[i] = rank[term[i]];
                return new Term(term.Weight, renamed);
        }
    }

    private BitString? Initial(ImmutableArray<long> ids, VariableKind kind, Func<QioFault, string, ProblemSyntaxException> wrong)
    {
        if (!HasInitial) return null;
        var bits = new bool?[ids.Length];
        foreach (var (id, value) in initial)
        {
            var variable = ids.BinarySearch(id);
            var problem = variable < 0 ? $"gives a value to {id}, which is in no term"
                : bits[variable] is not null ? $"gives a value to {id} twice"
                : QioProblem.BitOf(kind, value) is null ? $"gives {id} the value {value}; {Allowed(kind)}"
                : null;
            if (problem is not null) throw wrong(QioFault.InitialConfiguration, $"The initial configuration {problem}.");
            bits[variable] = QioProblem.BitOf(kind, value);
        }

        var missing = Array.IndexOf(bits, null);
        return missing < 0 ? BitString.FromBits([.. bits.Select(bit => bit!.Value)])
            : throw wrong(QioFault.InitialConfiguration, $"The initial configuration has no value for {ids[missing]}.");
    }

    private static string Allowed(VariableKind kind) =>
        kind == VariableKind.Bit ? "a bit is 0 or 1" : "a spin is 1 or -1";
}
