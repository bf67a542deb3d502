using System.CommandLine;

namespace Coupler.Cli.Options;

/// <summary>A file to write, checked before anything is run: what took an hour should not get lost to a typing mistake.</summary>
internal sealed class OutputFileOption : Option<string?>
{
    /// <param name="extensions">How the name may end; empty means anyhow.</param>
    public OutputFileOption(string name, string description, params string[] extensions)
        : base(name)
    {
        Description = description;
        HelpName = extensions.Length == 0 ? "file" : string.Join('|', extensions.Select(extension => "file" + extension));
        Validators.Add(result =>
        {
            var path = result.Tokens[0].Value;
            var folder = Path.GetDirectoryName(Path.GetFullPath(path));
            if (extensions.Length > 0 && !extensions.Contains(Path.GetExtension(path), StringComparer.OrdinalIgnoreCase))
            {
                result.AddError($"{name} writes a file that ends in {string.Join(" or ", extensions)}, not '{path}'.");
            }
            else if (Directory.Exists(path))
            {
                result.AddError($"{name} needs a file to write, and '{path}' is a folder.");
            }
            else if (!Directory.Exists(folder))
            {
                result.AddError($"{name} cannot write '{path}': there is no folder '{folder}'.");
            }
        });
    }
}
