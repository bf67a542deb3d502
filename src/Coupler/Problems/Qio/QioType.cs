namespace Coupler.Problems.Qio;

/// <summary>The types of cost function, by the names that the format has for them.</summary>
internal sealed record QioType(string Name, VariableKind Kind, bool IsGrouped)
{
    public static readonly QioType[] All =
    [
        new("ising", VariableKind.Spin, IsGrouped: false),
        new("pubo", VariableKind.Bit, IsGrouped: false),
        new("ising_grouped", VariableKind.Spin, IsGrouped: true),
        new("pubo_grouped", VariableKind.Bit, IsGrouped: true),
    ];

    public static QioType Of(Problem problem) =>
        Array.Find(All, type => type.Kind == problem.VariableKind && type.IsGrouped == !problem.Squares.IsEmpty)!;
}
