using Microsoft.Extensions.Options;

namespace Coupler.Local.Tabu;

/// <summary>Checks the ranges that stand on <see cref="TabuParameters"/>.</summary>
[OptionsValidator]
internal sealed partial class TabuParametersValidator : IValidateOptions<TabuParameters>;
