using Microsoft.Extensions.Options;

namespace Coupler.Local.Optimiser;

/// <summary>Checks the ranges that stand on <see cref="OptimiserParameters"/>.</summary>
[OptionsValidator]
internal sealed partial class OptimiserParametersValidator : IValidateOptions<OptimiserParameters>;
