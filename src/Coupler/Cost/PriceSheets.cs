using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.Json;
using Coupler.Qasm;

namespace Coupler.Cost;

/// <summary>The sheets that Coupler brings, and what they say of a target.</summary>
internal static class PriceSheets
{
    private const string Folder = "prices/";

    public static ImmutableArray<PriceSheet> All { get; } = Read();

    private static readonly FrozenDictionary<string, (PriceSheet Sheet, Price Price)> ByTarget = All
        .SelectMany(sheet => sheet.Prices.SelectMany(price => price.Targets.Select(target => (target, sheet, price))))
        .ToFrozenDictionary(entry => entry.target, entry => (entry.sheet, entry.price));

    public static ImmutableArray<string> Currencies { get; } =
        [.. All.SelectMany(sheet => sheet.Prices).Select(price => price.Currency).Distinct().Order(StringComparer.Ordinal)];

    public static bool Has(string target) => ByTarget.ContainsKey(target);

    /// <exception cref="CostUnknownException">No sheet names the target, or what bounds the cost was not given.</exception>
    public static CostEstimate Estimate(Workload workload, string target, JobOptions options)
    {
        if (!ByTarget.TryGetValue(target, out var found))
        {
            throw new CostUnknownException(target, "no price list names it.");
        }

        var (sheet, price) = found;
        var lines = price.Charge(new CostBasis(target, workload, options, sheet.Gates));
        return new CostEstimate
        {
            Lines = lines,
            UpperBound = InHundredths(lines.Sum(line => line.Cost)),
            Currency = price.Currency,
            PriceDate = sheet.Date,
            Source = sheet.Source,
            Note = price.Note ?? "",
        };
    }

    /// <summary>The priced targets of the same provider or with this name in theirs; or the one whose name is nearest.</summary>
    public static ImmutableArray<string> Near(string target)
    {
        var provider = target.Split('.')[0] + ".";
        ImmutableArray<string> alike =
        [
            .. ByTarget.Keys
                .Where(id => id.StartsWith(provider, StringComparison.Ordinal) || id.Contains(target, StringComparison.Ordinal))
                .Order(StringComparer.Ordinal),
        ];
        return alike.IsEmpty && Spelling.Nearest(target, ByTarget.Keys) is { } nearest ? [nearest] : alike;
    }

    /// <summary>Rounded up; two decimals also where they are zeros.</summary>
    private static decimal InHundredths(decimal sum) => (decimal.Ceiling(sum * 100) / 100) + 0.00m;

    private static ImmutableArray<PriceSheet> Read()
    {
        var assembly = typeof(PriceSheets).Assembly;
        var sheets = ImmutableArray.CreateBuilder<PriceSheet>();
        foreach (var name in assembly.GetManifestResourceNames().Order(StringComparer.Ordinal))
        {
            if (!name.StartsWith(Folder, StringComparison.Ordinal)) continue;
            using var stream = assembly.GetManifestResourceStream(name)!;
            sheets.Add(JsonSerializer.Deserialize(stream, PriceSheetJson.Default.PriceSheet)!);
        }

        return sheets.DrainToImmutable();
    }
}
