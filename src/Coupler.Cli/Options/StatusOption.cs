using System.Collections.Immutable;
using System.CommandLine;
using System.CommandLine.Parsing;
using Coupler.Qasm;

namespace Coupler.Cli.Options;

/// <summary><c>--status word</c>, as often as there are statuses to see; words may be joined by commas.</summary>
internal sealed class StatusOption : Option<ImmutableArray<JobStatus>>
{
    private const string Flag = "--status";

    private static readonly ImmutableArray<(string Word, JobStatus Status)> Known =
        [.. Enum.GetValues<JobStatus>().Select(status => (JsonOutput.Word(status), status))];

    /// <summary>What statuses are called elsewhere.</summary>
    private static readonly ImmutableArray<(string Spelled, string Meant)> Synonyms =
        [("running", "executing"), ("queued", "waiting"), ("pending", "waiting"), ("done", "succeeded"), ("error", "failed")];

    public StatusOption()
        : base(Flag)
    {
        Description = $"Only jobs of this status: {Words}. Repeat it for more.";
        HelpName = "status";
        Arity = ArgumentArity.OneOrMore;
        DefaultValueFactory = _ => [];
        CustomParser = Read;
    }

    private static string Words => string.Join(", ", Known.Select(each => each.Word));

    private static ImmutableArray<JobStatus> Read(ArgumentResult result)
    {
        var statuses = ImmutableArray.CreateBuilder<JobStatus>();
        foreach (var word in result.Tokens.SelectMany(token => token.Value.Split(',')))
        {
            if (Known.FirstOrDefault(each => each.Word == word) is { Word: not null } found) statuses.Add(found.Status);
            else result.AddError(Problem(word));
        }

        return statuses.DrainToImmutable();
    }

    private static string Problem(string word)
    {
        var elsewhere = Synonyms.FirstOrDefault(each => each.Spelled == word).Meant;
        return (elsewhere ?? Spelling.Nearest(word, Known.Select(each => each.Word))) is { } meant
            ? $"{Flag}: there is no status '{word}'; did you mean '{meant}'?"
            : $"{Flag}: there is no status '{word}'; there are {Words}.";
    }
}
