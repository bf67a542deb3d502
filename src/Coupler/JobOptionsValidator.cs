using Microsoft.Extensions.Options;

namespace Coupler;

/// <summary>Checks the ranges that stand on <see cref="JobOptions"/>.</summary>
[OptionsValidator]
internal sealed partial class JobOptionsValidator : IValidateOptions<JobOptions>
{
    private static readonly JobOptionsValidator Instance = new();

    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range.</exception>
    public static void Check(JobOptions options)
    {
        var outcome = Instance.Validate(null, options);
        if (outcome.Failed) throw new ArgumentOutOfRangeException(nameof(options), outcome.FailureMessage);
    }
}
