using System.Collections.Frozen;
using System.Collections.Immutable;
using Coupler.Azure.IonQ;
using Coupler.Azure.Microsoft;
using Coupler.Azure.Pasqal;
using Coupler.Azure.Quantinuum;
using Coupler.Azure.Rigetti;

namespace Coupler.Azure;

/// <summary>The providers that Coupler knows, one line each. Of any other, targets take raw workloads.</summary>
internal static class Providers
{
    public static ImmutableArray<Provider> All { get; } =
    [
        new IonQProvider(),
        new QuantinuumProvider(),
        new RigettiProvider(),
        new PasqalProvider(),
        new OptimisationProvider("microsoft"),
        new OptimisationProvider("1qbit"),
        new OptimisationProvider("toshiba"),
    ];

    private static readonly FrozenDictionary<string, Provider> ById =
        All.ToFrozenDictionary(provider => provider.Id, StringComparer.OrdinalIgnoreCase);

    /// <param name="id">In any case: the service writes <c>Microsoft</c>, and <c>microsoft</c>.</param>
    public static Provider Of(string id) => ById.GetValueOrDefault(id) ?? new OtherProvider(id);

    /// <param name="target">A target's id begins with its provider's.</param>
    public static Provider OfTarget(string target) => Of(target.Split('.')[0]);
}
