using Microsoft.Extensions.Options;

namespace Coupler.Local.ParallelTempering;

/// <summary>Checks the ranges that stand on <see cref="ParallelTemperingParameters"/>.</summary>
[OptionsValidator]
internal sealed partial class ParallelTemperingParametersValidator : IValidateOptions<ParallelTemperingParameters>;
