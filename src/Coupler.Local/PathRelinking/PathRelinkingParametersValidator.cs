using Microsoft.Extensions.Options;

namespace Coupler.Local.PathRelinking;

/// <summary>Checks the ranges that stand on <see cref="PathRelinkingParameters"/>.</summary>
[OptionsValidator]
internal sealed partial class PathRelinkingParametersValidator : IValidateOptions<PathRelinkingParameters>;
