using Microsoft.Extensions.Options;

namespace Coupler.Local.Exhaustive;

/// <summary>Checks the ranges that stand on <see cref="ExhaustiveParameters"/>.</summary>
[OptionsValidator]
internal sealed partial class ExhaustiveParametersValidator : IValidateOptions<ExhaustiveParameters>;
