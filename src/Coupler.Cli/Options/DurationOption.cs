using System.CommandLine;
using System.Globalization;

namespace Coupler.Cli.Options;

/// <summary>A time: a number of seconds, or one with a unit, such as 500ms, 10s, 2m or 1h; up to 30 days.</summary>
internal sealed class DurationOption : Option<TimeSpan?>
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(30);

    private static readonly (string Word, double Seconds)[] Units = [("ms", 0.001), ("s", 1), ("m", 60), ("h", 3_600), ("", 1)];

    public DurationOption(string name, string description)
        : base(name)
    {
        Description = $"{description} Such as 500ms, 10s, 2m, 1h, or a number of seconds.";
        HelpName = "time";
        CustomParser = result =>
        {
            var text = result.Tokens[0].Value;
            if (Read(text) is { } time) return time;
            result.AddError(
                $"{name} takes a time such as 500ms, 10s, 2m or 1h, or a number of seconds, "
                    + $"more than 0 and at most {Longest.Days} days, not '{text}'.");
            return null;
        };
    }

    private static TimeSpan? Read(string text)
    {
        var (word, unit) = Units.First(each => text.EndsWith(each.Word, StringComparison.Ordinal));
        var isNumber = double.TryParse(
            text[..^word.Length], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number);
        if (!isNumber || !(number * unit <= Longest.TotalSeconds)) return null;
        var time = TimeSpan.FromSeconds(number * unit);
        return time > TimeSpan.Zero ? time : null;
    }
}
