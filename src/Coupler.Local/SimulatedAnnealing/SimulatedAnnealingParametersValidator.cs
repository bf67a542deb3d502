using Microsoft.Extensions.Options;

namespace Coupler.Local.SimulatedAnnealing;

/// <summary>Checks the ranges that stand on <see cref="SimulatedAnnealingParameters"/>.</summary>
[OptionsValidator]
internal sealed partial class SimulatedAnnealingParametersValidator : IValidateOptions<SimulatedAnnealingParameters>;
