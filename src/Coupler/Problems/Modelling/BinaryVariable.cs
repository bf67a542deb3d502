namespace Coupler.Problems.Modelling;

/// <summary>A variable that is 0 or 1. <see cref="Model.Binary"/> makes it.</summary>
public sealed class BinaryVariable : Expression
{
    internal BinaryVariable(Model model, string name, int bit)
        : base(model, [new Term(1, bit)])
    {
        Name = name;
        Bit = bit;
    }

    public string Name { get; }

    /// <summary>The variable of the compiled problem.</summary>
    public int Bit { get; }

    internal override string? ShortText => Name;
}
