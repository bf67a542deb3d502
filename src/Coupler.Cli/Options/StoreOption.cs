using System.CommandLine;

namespace Coupler.Cli.Options;

/// <summary><c>--store FILE</c>: the file with the jobs, which every verb for jobs works over.</summary>
internal sealed class StoreOption : Option<string?>
{
    /// <summary>The variable of the environment that names another default.</summary>
    private const string Variable = "COUPLER_STORE";

    public StoreOption()
        : this($"The file with the jobs. Default: {Variable}, or else '{DefaultPath}'.")
    {
    }

    public StoreOption(string description)
        : base("--store")
    {
        Description = description;
        HelpName = "file";
        Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: "" }]) result.AddError($"{Name} needs the name of a file.");
        });
    }

    /// <exception cref="ArgumentException">None was named, and this user has no folder for data.</exception>
    public StoreFile Of(ParseResult parsed)
    {
        if (parsed.GetValue(this) is { } named) return new StoreFile(named, IsDefault: false);
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } usual) return new StoreFile(usual, IsDefault: true);
        return Path.IsPathRooted(DefaultPath)
            ? new StoreFile(DefaultPath, IsDefault: true) { FolderIsOurs = true }
            : throw new ArgumentException($"This user has no folder for data; name the file with the jobs with {Name}.");
    }

    private static string DefaultPath => Path.Combine(
        Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify),
        "coupler",
        "jobs.db");
}
