using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Coupler.Local;

/// <summary>How the embedded targets share the machine.</summary>
public sealed class LocalWorkspaceOptions
{
    /// <summary>
    /// How many jobs run at a time at most; the others wait in order. Fewer run while their memory does not fit side by side.
    /// Default: the number of processors; 1 to 1,024.
    /// </summary>
    [Range(1, 1_024)]
    public int Parallelism { get; set; } = Environment.ProcessorCount;
}

[OptionsValidator]
internal sealed partial class LocalWorkspaceOptionsValidator : IValidateOptions<LocalWorkspaceOptions>;
