using Microsoft.Extensions.Options;

namespace Coupler.Local.PopulationAnnealing;

/// <summary>Checks the ranges that stand on <see cref="PopulationAnnealingParameters"/>.</summary>
[OptionsValidator]
internal sealed partial class PopulationAnnealingParametersValidator : IValidateOptions<PopulationAnnealingParameters>;
