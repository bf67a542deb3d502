using Coupler;
using Coupler.Jobs;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

public static class CouplerServiceCollectionExtensions
{
    extension(IServiceCollection services)
    {
        /// <summary>
        /// Adds a <see cref="QuantumClient"/>, one for the process, over the workspaces that are added to the result. Jobs live
        /// in memory unless <see cref="CouplerOptions.Store"/> names a file or a <see cref="JobStore"/> is registered; those of a
        /// durable store go on when the host starts.
        /// </summary>
        public CouplerBuilder AddCoupler(Action<CouplerOptions>? configure = null)
        {
            services.AddOptions<CouplerOptions>().Configure(configure ?? (_ => { })).ValidateOnStart();
            services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<CouplerOptions>, CouplerOptionsValidator>());
            services.TryAddSingleton(provider => new QuantumClient(
                provider.GetServices<Workspace>(),
                provider.GetRequiredService<IOptions<CouplerOptions>>().Value,
                provider.GetService<JobStore>(),
                provider.GetService<TimeProvider>(),
                provider.GetService<ILogger<QuantumClient>>(),
                new StepDirectory(
                    provider.GetServices<StepRegistration>(), provider.GetRequiredService<IServiceScopeFactory>())));
            services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, JobHost>());
            return new CouplerBuilder(services);
        }
    }
}
