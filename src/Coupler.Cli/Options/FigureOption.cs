using System.CommandLine;
using System.Globalization;

namespace Coupler.Cli.Options;

/// <summary>A number with a point, of either sign.</summary>
internal sealed class FigureOption : Option<double?>
{
    public FigureOption(string name, string description)
        : base(name)
    {
        Description = description;
        HelpName = "number";
        CustomParser = result =>
        {
            var text = result.Tokens[0].Value;
            var isNumber = double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value);
            if (isNumber && double.IsFinite(value)) return value;
            result.AddError($"{name} takes a number such as -12.5, not '{text}'.");
            return null;
        };
    }
}
