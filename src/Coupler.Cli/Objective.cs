using System.Globalization;
using Coupler.Problems;

namespace Coupler.Cli;

/// <summary>How the cost of a problem is told: as it is, or as the cut or the value of which it is the negative.</summary>
internal sealed record Objective
{
    private const double MostWithoutExponent = 1e15;
    private const double LeastWithoutExponent = 1e-4;

    private readonly int sign;

    private Objective(string name, int sign)
    {
        Name = name;
        this.sign = sign;
    }

    public static Objective Cost { get; } = new("cost", 1);

    public static Objective Cut { get; } = new("cut", -1);

    /// <summary>Of a file that asks for the largest value.</summary>
    public static Objective Value { get; } = new("value", -1);

    /// <summary><c>cost</c>, <c>cut</c> or <c>value</c>.</summary>
    public string Name { get; }

    /// <param name="file">Where the problem was read; null where nobody knows.</param>
    public static Objective Of(Workload workload, ProblemFile? file) =>
        file?.Format == ProblemFileFormat.OrLibrary ? Value
        : workload is Problem problem && MaxCut.Is(problem) ? Cut
        : Cost;

    /// <summary>What is shown of a cost.</summary>
    public double ValueOf(double cost) => sign > 0 ? cost : 0 - cost;

    /// <summary>The cost of what is shown.</summary>
    public double CostOf(double value) => ValueOf(value);

    /// <summary>Name and value: <c>cut 11,624</c>.</summary>
    public string TextOf(double cost) => $"{Name} {Figure(ValueOf(cost))}";

    /// <summary>A number for people, with up to six decimals.</summary>
    public static string Figure(double value) => value.ToString(
        value == 0 || Math.Abs(value) is >= LeastWithoutExponent and < MostWithoutExponent ? "#,##0.######" : "G7",
        CultureInfo.InvariantCulture);
}
