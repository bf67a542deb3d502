using Microsoft.Extensions.Options;

namespace Coupler.Local.SubstochasticMonteCarlo;

/// <summary>Checks the ranges that stand on <see cref="SubstochasticMonteCarloParameters"/>.</summary>
[OptionsValidator]
internal sealed partial class SubstochasticMonteCarloParametersValidator : IValidateOptions<SubstochasticMonteCarloParameters>;
