using System.CommandLine;

namespace Coupler.Cli.Options;

/// <summary>A file to write, checked before anything is run: what took an hour should not get lost to a typing mistake.</summary>
internal class OutputFileOption : Option<string?>
{
    /// <param name="extensions">How the name may end; empty means anyhow.</param>
    public OutputFileOption(string name, string description, params string[] extensions)
        : base(name)
    {
        Description = description;
        HelpName = extensions.Length == 0 ? "file" : string.Join('|', extensions.Select(extension => "file" + extension));
        Validators.Add(result =>
        {
            if (Problem(result.Tokens[0].Value, extensions) is { } problem) result.AddError($"{name} {problem}");
        });
    }

    /// <summary>Why nothing can be written there, as far as can be told without trying.</summary>
    private static string? Problem(string path, string[] extensions)
    {
        if (path.Length == 0) return "needs the name of a file.";
        if (extensions.Length > 0 && !extensions.Contains(Path.GetExtension(path), StringComparer.OrdinalIgnoreCase))
        {
            return $"writes a file that ends in {string.Join(" or ", extensions)}, not '{path}'.";
        }

        if (Directory.Exists(path)) return $"needs a file to write, and '{path}' is a folder.";
        var folder = Path.GetDirectoryName(Path.GetFullPath(path));
        return Directory.Exists(folder) ? null : $"cannot write '{path}': there is no folder '{folder}'.";
    }
}
