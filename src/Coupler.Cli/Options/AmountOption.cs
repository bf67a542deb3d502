using System.CommandLine;
using System.Globalization;

namespace Coupler.Cli.Options;

/// <summary>An amount of money, or of a provider's credits: a decimal number with a point, 0 to 1,000,000,000,000.</summary>
internal sealed class AmountOption : Option<decimal?>
{
    private const decimal Most = 1_000_000_000_000;

    public AmountOption(string name, string description)
        : base(name)
    {
        Description = description;
        HelpName = "amount";
        CustomParser = result =>
        {
            var text = result.Tokens[0].Value;
            var isNumber = decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value);
            if (isNumber && value <= Most) return value;
            result.AddError($"{name} takes an amount such as 9.50, from 0 to {Most}, not '{text}'.");
            return null;
        };
    }
}
