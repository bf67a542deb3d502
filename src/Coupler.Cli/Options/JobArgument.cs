using System.CommandLine;

namespace Coupler.Cli.Options;

/// <summary>The id of a job, whole.</summary>
internal sealed class JobArgument : Argument<Guid>
{
    public JobArgument()
        : base("id")
    {
        Description = "The id of the job, as 'coupler submit' and 'coupler jobs' print it.";
        CustomParser = result =>
        {
            var text = result.Tokens[0].Value;
            if (Guid.TryParseExact(text, "D", out var id)) return id;
            result.AddError(Problem(text));
            return default;
        };
    }

    public static string Problem(string text) =>
        $"'{text}' is no id of a job; one looks like 01a20a3b-6653-7534-a13c-a60213a2d80c, and 'coupler jobs' lists them.";
}
