using System.CommandLine;
using System.CommandLine.Parsing;

namespace Coupler.Cli.Options;

/// <summary>A word that is kept with a job: not empty, as an unset variable of a shell would be, and not too long.</summary>
internal sealed class WordOption : Option<string?>
{
    private const int Longest = 200;

    public WordOption(string name, string description)
        : base(name)
    {
        Description = description;
        HelpName = name.TrimStart('-');
        Validators.Add(Check);
    }

    /// <summary>Refuses each word that is empty or too long.</summary>
    public static void Check(OptionResult result)
    {
        foreach (var word in result.Tokens)
        {
            if (word.Value.Length == 0) result.AddError($"{result.Option.Name} needs a word.");
            if (word.Value.Length > Longest) result.AddError($"{result.Option.Name} takes at most {Longest} letters.");
        }
    }
}
