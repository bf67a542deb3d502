using System.Collections.Frozen;
using System.Collections.Immutable;
using Microsoft.Extensions.DependencyInjection;

namespace Coupler.Jobs;

/// <summary>The application's steps by the names under which jobs are stored for them.</summary>
internal sealed class StepDirectory
{
    private readonly FrozenDictionary<string, StepRegistration> byName;
    private readonly IServiceScopeFactory scopes;

    /// <exception cref="ArgumentException">Two steps have one name.</exception>
    public StepDirectory(IEnumerable<StepRegistration> steps, IServiceScopeFactory scopes)
    {
        var twice = steps.GroupBy(step => step.Name).FirstOrDefault(group => group.Count() > 1);
        if (twice is not null)
        {
            throw new ArgumentException($"Two steps are named '{twice.Key}'; names are unique, and stored.", nameof(steps));
        }

        byName = steps.ToFrozenDictionary(step => step.Name);
        this.scopes = scopes;
    }

    /// <summary>Each with the version of its input.</summary>
    public ImmutableArray<(string Name, int Version)> Steps => [.. byName.Values.Select(step => (step.Name, step.Version))];

    /// <summary>Tells a job's step how the job ended, in a scope of its own.</summary>
    /// <exception cref="WorkspaceException">This process has no such step.</exception>
    /// <exception cref="FormatException">The stored input cannot be read.</exception>
    /// <exception cref="StepException">The step's code threw.</exception>
    public static async ValueTask TellAsync(
        StepDirectory? steps, string name, Payload input, StepOutcome outcome, CancellationToken cancellationToken)
    {
        if (steps?.byName.GetValueOrDefault(name) is not { } step)
        {
            throw new WorkspaceException(
                FailureClass.AcceptanceUnknown,
                "StepMissing",
                $"The job was made for the step '{name}', which this program does not have. It waits for one that has it.");
        }

        await steps.TellAsync(step, input, outcome, cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask TellAsync(
        StepRegistration registration, Payload stored, StepOutcome outcome, CancellationToken cancellationToken)
    {
        var scope = scopes.CreateAsyncScope();
        await using var scoped = scope.ConfigureAwait(false);
        var step = (QuantumStep)scope.ServiceProvider.GetRequiredService(registration.Type);
        var input = registration.Read(step, stored);
        try
        {
            await step.TellAsync(outcome, input, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            // The edge of the application's code.
            throw new StepException(exception);
        }
    }
}
