using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using Coupler.Jobs;
using Microsoft.Extensions.DependencyInjection;

namespace Coupler;

/// <summary>What <c>AddCoupler</c> returns: places add themselves to it.</summary>
public sealed class CouplerBuilder
{
    internal CouplerBuilder(IServiceCollection services) => Services = services;

    public IServiceCollection Services { get; }

    /// <summary>Adds a step of the application's own flow. Inject it to submit; its code runs when its job has ended.</summary>
    /// <param name="name">Stored with each job, so a renamed type orphans nothing. Never change it.</param>
    /// <param name="json">Knows the step's input: <c>[JsonSerializable(typeof(Holdings))]</c>.</param>
    /// <param name="version">
    /// Of the input's layout. Count it up when inputs that are stored could not be read any more, and override
    /// <see cref="QuantumStep{TInput, TResult}.ReadInput"/> for the earlier ones.
    /// </param>
    public CouplerBuilder AddStep<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TStep>(
        string name, JsonSerializerContext json, int version = 1)
        where TStep : QuantumStep
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(json);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(version);
        var registration = new StepRegistration(name, version, typeof(TStep), json);
        Services.AddSingleton(registration);
        Services.AddTransient(provider =>
        {
            var step = ActivatorUtilities.CreateInstance<TStep>(provider);
            step.Binding = new StepBinding(registration, provider.GetRequiredService<QuantumClient>());
            return step;
        });
        return this;
    }

    /// <summary>Adds a place where jobs run.</summary>
    public CouplerBuilder AddWorkspace(Func<IServiceProvider, Workspace> create)
    {
        Services.AddSingleton(create);
        return this;
    }
}
