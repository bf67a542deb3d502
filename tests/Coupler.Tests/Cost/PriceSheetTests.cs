using Coupler.Circuits;
using Coupler.Cost;
using static Coupler.Circuits.Gates;

namespace Coupler.Tests.Cost;

/// <summary>The price lists as data: whole, and without a contradiction.</summary>
public sealed class PriceSheetTests
{
    private static readonly Circuit Coin = [H(0), MeasureAll()];

    private static readonly string Documented = File.ReadAllText(
        Path.Combine(RepositoryRoot.Path, "docs", "how-to", "know-the-cost.md"));

    public static TheoryData<string> Targets =>
        [.. PriceSheets.All.SelectMany(sheet => sheet.Prices).SelectMany(price => price.Targets)];

    [Fact]
    public void Every_file_of_the_folder_is_a_sheet()
    {
        var folder = Path.Combine(RepositoryRoot.Path, "src", "Coupler", "Cost", "prices");
        var files = Directory.GetFiles(folder).Select(path => Path.GetFileNameWithoutExtension(path));

        Assert.Equal(files.Order(StringComparer.Ordinal), PriceSheets.All.Select(sheet => sheet.Provider));
    }

    [Fact]
    public void Every_sheet_says_when_and_where_its_prices_were_published() => Assert.All(PriceSheets.All, sheet =>
    {
        Assert.Equal(1, sheet.Version);
        Assert.InRange(sheet.Date, new DateOnly(2021, 1, 1), new DateOnly(2026, 12, 31));
        Assert.NotEmpty(sheet.Source);
        Assert.NotEmpty(sheet.Prices);
    });

    [Fact]
    public void No_target_is_priced_twice() => Assert.Equal(Targets.Count, Targets.Select(row => row.Data).Distinct().Count());

    [Fact]
    public void Every_target_is_of_its_sheet_s_provider() => Assert.All(
        from sheet in PriceSheets.All from price in sheet.Prices from target in price.Targets select (sheet.Provider, target),
        pair => Assert.StartsWith(pair.Provider + ".", pair.target, StringComparison.Ordinal));

    [Fact]
    public void Every_gate_that_a_sheet_names_is_in_the_table_with_as_many_qubits() => Assert.All(
        from sheet in PriceSheets.All
        let rules = sheet.Gates
        where rules is not null
        from gate in rules.OneQubit.Select(name => (name, 1)).Concat(rules.TwoQubit.Select(name => (name, 2)))
        select gate,
        named => Assert.True(
            GateTable.TryFind(named.name, out var gate) && gate.QubitCount == named.Item2 && gate.UpToPhase is null, named.name));

    [Theory]
    [MemberData(nameof(Targets))]
    public void The_bound_of_every_target_is_the_sum_of_its_lines_rounded_up(string target)
    {
        var estimate = PriceSheets.Estimate(Coin, target, new JobOptions { LongestRun = TimeSpan.FromSeconds(1.5) });

        Assert.InRange(estimate.UpperBound - estimate.Lines.Sum(line => line.Cost), 0m, 0.01m - 1e-10m);
        Assert.All(estimate.Lines, line => Assert.True(line is { Amount: >= 0, UnitPrice: > 0 }, $"{line}"));
        Assert.Equal(estimate.Lines.IsEmpty, estimate.IsFree);
        Assert.Matches("^(USD|EUR|HQC|eHQC)$", estimate.Currency);
        Assert.NotNull(estimate.PriceDate);
    }

    [Theory]
    [MemberData(nameof(Targets))]
    public void Every_target_stands_in_the_table_of_the_documents(string target) =>
        Assert.Contains($"`{target}`", Documented, StringComparison.Ordinal);
}
