using Microsoft.Extensions.Options;

namespace Coupler.Local.QuantumMonteCarlo;

/// <summary>Checks the ranges that stand on <see cref="QuantumMonteCarloParameters"/>.</summary>
[OptionsValidator]
internal sealed partial class QuantumMonteCarloParametersValidator : IValidateOptions<QuantumMonteCarloParameters>;
