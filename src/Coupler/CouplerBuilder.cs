using Microsoft.Extensions.DependencyInjection;

namespace Coupler;

/// <summary>What <c>AddCoupler</c> returns: places add themselves to it.</summary>
public sealed class CouplerBuilder
{
    internal CouplerBuilder(IServiceCollection services) => Services = services;

    public IServiceCollection Services { get; }

    /// <summary>Adds a place where jobs run.</summary>
    public CouplerBuilder AddWorkspace(Func<IServiceProvider, Workspace> create)
    {
        Services.AddSingleton(create);
        return this;
    }
}
