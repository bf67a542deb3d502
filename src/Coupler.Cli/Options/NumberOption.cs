using System.CommandLine;
using System.Globalization;
using System.Numerics;

namespace Coupler.Cli.Options;

/// <summary>A whole number within a range; both ends are allowed.</summary>
internal sealed class NumberOption<T> : Option<T?>
    where T : struct, IBinaryInteger<T>
{
    public NumberOption(string name, string description, T least, T most)
        : base(name)
    {
        Description = $"{description} {least} to {most}.";
        HelpName = "number";
        CustomParser = result =>
        {
            var text = result.Tokens[0].Value;
            var isNumber = T.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value);
            if (isNumber && value >= least && value <= most) return value;
            result.AddError($"{name} takes a whole number from {least} to {most}, not '{text}'.");
            return null;
        };
    }
}
