using Microsoft.Extensions.DependencyInjection;

namespace Coupler.Local;

public static class LocalWorkspaceExtensions
{
    extension(CouplerBuilder builder)
    {
        /// <summary>Adds this process as a place: simulators and solvers with no account.</summary>
        public CouplerBuilder AddLocalWorkspace(Action<LocalWorkspaceOptions>? configure = null) =>
            builder.AddWorkspace(services =>
        {
            var options = new LocalWorkspaceOptions();
            configure?.Invoke(options);
            return new LocalWorkspace(options, services.GetService<TimeProvider>());
        });
    }

    extension(QuantumClient)
    {
        /// <summary>A client for a program without a container: this process as the place, jobs in memory. Dispose it.</summary>
        /// <param name="store">
        /// A file in which jobs survive a crash (SQLite; made if it is not there, its folder is not). Default: none.
        /// </param>
        /// <exception cref="ArgumentException">The store's name is empty.</exception>
        /// <exception cref="IOException">The store cannot be opened: its folder is not there, say.</exception>
        /// <exception cref="FormatException">The store is no database, or a later version of Coupler made it.</exception>
        public static QuantumClient Local(string? store = null) =>
            new([new LocalWorkspace()], new CouplerOptions { Store = store });
    }
}
