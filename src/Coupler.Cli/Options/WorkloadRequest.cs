using System.CommandLine;

namespace Coupler.Cli.Options;

/// <summary>A file with a circuit or a problem, where it runs and how: what <c>run</c> and <c>submit</c> share.</summary>
internal sealed class WorkloadRequest
{
    private const int LongestName = 200;

    private readonly Argument<string> file = new("file")
    {
        Description = "A circuit, as OpenQASM 2 or 3, or a problem to optimise; - for the standard input, where a problem "
            + "needs --as.",
    };

    private readonly Option<string?> target = new("--target")
    {
        Description = "Where it runs: the id or alias of a target, see 'coupler targets'. Default: simulator for a circuit, "
            + "optimiser for a problem.",
        HelpName = "target",
    };

    private readonly NumberOption<long> seed = new(
        "--seed", "The same seed gives the same result. Default: drawn anew, and printed.", 0, long.MaxValue);

    private readonly AmountOption maxCost = new(
        "--max-cost", "The most that it may cost, in the currency of the target; else it is refused. Default: no limit.");

    private readonly CircuitOptions ofCircuits = new();
    private readonly ProblemOptions ofProblems = new();

    public void AddTo(Command verb)
    {
        verb.Add(file);
        foreach (var option in (ReadOnlySpan<Option>)[target, seed, maxCost]) verb.Add(option);
        foreach (var option in ofCircuits.All) verb.Add(option);
        foreach (var option in ofProblems.All) verb.Add(option);
    }

    /// <summary>What the file has, and the options for it; the first Ctrl-C ends the reading.</summary>
    /// <exception cref="IOException">The file is not there, cannot be read, or has nothing to run.</exception>
    /// <exception cref="ArgumentException">An option is for another kind of file.</exception>
    public Task<WorkloadFile> ReadAsync(ParseResult parsed, CancellationToken cancellationToken) =>
        Interruptible.RunAsync(() => ReadFileAsync(parsed, cancellationToken), cancellationToken);

    private async Task<WorkloadFile> ReadFileAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var path = parsed.GetRequiredValue(file);
        if (ofProblems.IsNamed(parsed) || ProblemArgument.Recognises(path))
        {
            Refuse(parsed, ofCircuits.All, $"for circuits, and '{path}' is a problem");
            var read = await ofProblems.ReadAsync(path, parsed, cancellationToken);
            var options = ofProblems.AddTo(OptionsOf(parsed, path), parsed, read);
            return new WorkloadFile(path, read.Problem, options) { Source = read };
        }

        Refuse(parsed, ofProblems.All, $"for problems, and '{path}' is a circuit");
        var circuit = await ofCircuits.ReadAsync(path, parsed, cancellationToken);
        return new WorkloadFile(path, circuit, ofCircuits.AddTo(OptionsOf(parsed, path), parsed));
    }

    /// <summary>The job is named by its file.</summary>
    private JobOptions OptionsOf(ParseResult parsed, string path)
    {
        var name = path == "-" ? "standard input" : Path.GetFileName(path);
        return new JobOptions
        {
            Name = name.Length <= LongestName ? name : name[..LongestName],
            Target = parsed.GetValue(target),
            Seed = parsed.GetValue(seed),
            MaxCost = parsed.GetValue(maxCost),
        };
    }

    private static void Refuse(ParseResult parsed, ReadOnlySpan<Option> foreign, string reason)
    {
        foreach (var option in foreign)
        {
            if (parsed.GetResult(option) is not { Implicit: false }) continue;
            throw new ArgumentException($"{option.Name} is {reason}; leave it out.");
        }
    }
}
