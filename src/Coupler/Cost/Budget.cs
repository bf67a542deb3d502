using System.Collections.Immutable;
using System.ComponentModel.DataAnnotations;
using System.Globalization;

namespace Coupler.Cost;

#pragma warning disable IL2026 // The generated validator compares the ranges without the reflection that the attribute may use.

/// <summary>
/// A cap on what jobs cost: a job whose bound does not fit in what is left is refused before anything is written or sent. It
/// holds for the jobs of its scope that are billed in its currency.
/// </summary>
public sealed record Budget : IValidatableObject
{
    /// <summary>Of an ISO 4217 code.</summary>
    private const int CodeLength = 3;

    /// <summary>
    /// Under this name, with currency and period, the store counts: a budget that is renamed begins anew. Unique; 1 to 200
    /// letters.
    /// </summary>
    [Required]
    [StringLength(200)]
    public required string Name { get; init; }

    /// <summary>The most that may be reserved and spent together. 0.000001 to 1,000,000,000,000.</summary>
    [Range(typeof(decimal), "0.000001", "1000000000000", ParseLimitsInInvariantCulture = true)]
    public required decimal Limit { get; init; }

    /// <summary>
    /// As in <see cref="CostEstimate.Currency"/>, in small or capital letters: three letters (ISO 4217), or the credits of a
    /// price list, such as HQC and eHQC. Nothing is converted.
    /// </summary>
    [Required]
    [StringLength(20)]
    public required string Currency { get; init; }

    /// <summary>A job counts in the period in which it was submitted, whenever it ends.</summary>
    [EnumDataType(typeof(BudgetPeriod))]
    public required BudgetPeriod Period { get; init; }

    /// <summary>Whose jobs it holds for. Default: everybody's.</summary>
    [StringLength(200)]
    public string? Owner { get; init; }

    /// <summary>Whether each owner has the limit for himself; jobs without an owner have one together.</summary>
    public bool EachOwner { get; init; }

    /// <summary>The tag of the jobs that it holds for. Default: with and without tags.</summary>
    public string? Tag { get; init; }

    IEnumerable<ValidationResult> IValidatableObject.Validate(ValidationContext validationContext)
    {
        if (Owner is not null && EachOwner)
        {
            yield return new($"The budget '{Name}' is for one owner or for each, not both.", [nameof(Owner), nameof(EachOwner)]);
        }

        if (!IsCurrency(Currency))
        {
            var credits = PriceSheets.Currencies.Where(currency => currency.Length != CodeLength);
            yield return new(
                $"The budget '{Name}' has the currency '{Currency}', in which nothing is billed; write three letters, as EUR, or "
                    + $"{string.Join(", ", credits)}.",
                [nameof(Currency)]);
        }
    }

    private static bool IsCurrency(string text) =>
        (text.Length == CodeLength && text.All(char.IsAsciiLetter))
        || PriceSheets.Currencies.Any(each => Money.IsSame(each, text));

    internal bool Covers(JobOptions options) =>
        (Owner is null || Owner == (options.Owner ?? ""))
        && (Tag is null || (!options.Tags.IsDefault && options.Tags.Contains(Tag)));

    /// <summary>
    /// Where a store counts what jobs of the owner cost in the period of a moment; null if jobs are not added up.
    /// </summary>
    internal string? AccountOf(string? owner, DateTimeOffset moment)
    {
        if (Period == BudgetPeriod.Job) return null;
        var start = Period.Around(moment)?.Start.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";
        ImmutableArray<string> parts = [Name, Currency.ToUpperInvariant(), $"{Period}", start, EachOwner ? owner ?? "" : ""];
        return string.Join('/', parts.Select(Uri.EscapeDataString));
    }
}
