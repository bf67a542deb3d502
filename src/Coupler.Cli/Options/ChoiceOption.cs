using System.Collections.Immutable;
using System.CommandLine;

namespace Coupler.Cli.Options;

/// <summary>One of a few words, each of which stands for a value.</summary>
internal sealed class ChoiceOption<T> : Option<T?>
    where T : struct, Enum
{
    public ChoiceOption(string name, string description, params ReadOnlySpan<(string Word, T Value)> choices)
        : base(name)
    {
        ImmutableArray<(string Word, T Value)> known = [.. choices];
        Description = description;
        HelpName = string.Join('|', known.Select(choice => choice.Word));
        CustomParser = result =>
        {
            var text = result.Tokens[0].Value;
            foreach (var (word, value) in known)
            {
                if (word == text) return value;
            }

            result.AddError($"{name} takes {string.Join(" or ", known.Select(choice => choice.Word))}, not '{text}'.");
            return null;
        };
    }
}
