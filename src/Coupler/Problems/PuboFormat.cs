namespace Coupler.Problems;

/// <summary>
/// The format in which a store keeps a <see cref="Pubo"/>: <c>{"variables":3,"terms":[[-1.5,0,2],[3,1]]}</c>, of
/// each term its weight and then its variables. Squared sums follow, where there are any, each its weight and then its terms:
/// <c>"squares":[[2,[1,0],[1,1],[-1]]]</c>. Any other member is refused.
/// </summary>
public static class PuboFormat
{
    public const string Name = "coupler.pubo.v1";

    public static Payload Write(Pubo pubo) => Payload.From(Name, pubo, TermJson.ToBytes);

    /// <exception cref="FormatException">The bytes do not follow the format.</exception>
    public static Pubo Read(Payload payload)
    {
        ArgumentNullException.ThrowIfNull(payload);
        return payload.Read(static bytes => TermJson.FromBytes(
            Name, bytes, static (terms, squares, variables) => Pubo.Create(terms.AsSpan(), squares.AsSpan(), variables)));
    }
}
