namespace Coupler.Problems;

/// <summary>
/// The format in which a store keeps an <see cref="Ising"/>: <c>{"variables":3,"terms":[[-1.5,0,2],[3,1]]}</c>, of
/// each term its weight and then its variables. Squared sums follow, where there are any, each its weight and then its terms:
/// <c>"squares":[[2,[1,0],[1,1],[-1]]]</c>. Any other member is refused.
/// </summary>
public static class IsingFormat
{
    public const string Name = "coupler.ising.v1";

    public static Payload Write(Ising ising) => Payload.From(Name, ising, TermJson.ToBytes);

    /// <exception cref="FormatException">The bytes do not follow the format.</exception>
    public static Ising Read(Payload payload)
    {
        ArgumentNullException.ThrowIfNull(payload);
        return payload.Read(static bytes => TermJson.FromBytes(
            Name, bytes, static (terms, squares, variables) => Ising.Create(terms.AsSpan(), squares.AsSpan(), variables)));
    }
}
