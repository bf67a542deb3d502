using Microsoft.Extensions.Options;

namespace Coupler.Local.SimulatedBifurcation;

/// <summary>Checks the ranges that stand on <see cref="SimulatedBifurcationParameters"/>.</summary>
[OptionsValidator]
internal sealed partial class SimulatedBifurcationParametersValidator : IValidateOptions<SimulatedBifurcationParameters>;
