using System.Collections.Concurrent;
using Polly;
using Polly.CircuitBreaker;

namespace Coupler.Jobs;

/// <summary>
/// Hands attempts over, and leaves a target alone for a while that keeps failing to take them. What a target says of an attempt
/// (a refusal for good, a failure) is an answer, and opens no circuit.
/// </summary>
internal sealed class TargetBreakers(CouplerOptions options, TimeProvider time)
{
    private readonly ConcurrentDictionary<(string Workspace, string Target), ResiliencePipeline> circuits = new();

    /// <exception cref="WorkspaceException">As the workspace throws it; or the circuit is open, and nothing was sent.</exception>
    public async ValueTask SubmitAsync(Workspace workspace, Submission submission, CancellationToken cancellationToken)
    {
        if (workspace.IsInProcess)
        {
            await workspace.SubmitAsync(submission, cancellationToken).ConfigureAwait(false);
            return;
        }

        var circuit = circuits.GetOrAdd((workspace.Name, submission.Target), _ => NewCircuit());
        try
        {
            await circuit.ExecuteAsync(
                static (call, token) => call.workspace.SubmitAsync(call.submission, token),
                (workspace, submission),
                cancellationToken).ConfigureAwait(false);
        }
        catch (BrokenCircuitException exception)
        {
            throw new WorkspaceException(
                FailureClass.NeverAccepted,
                "CircuitOpen",
                $"{submission.Target} failed to take {options.Breaker.FailureRatio:P0} of its submissions or more; "
                    + "nothing is sent to it for a while.",
                exception)
            {
                RetryAfter = exception.RetryAfter is { } left ? Spread(left, submission.Attempt) : null,
                IsTargetUnavailable = true,
            };
        }
    }

    /// <summary>Jobs that were held up together come back at several moments, none before the circuit lets one through.</summary>
    private TimeSpan Spread(TimeSpan delay, Guid attempt) =>
        TimeSpan.FromMilliseconds(
            Math.Ceiling(delay.TotalMilliseconds * (1 + (options.Retries.Jitter * attempt.ToByteArray()[15] / 256))));

    private ResiliencePipeline NewCircuit() => new ResiliencePipelineBuilder { TimeProvider = time }
        .AddCircuitBreaker(new CircuitBreakerStrategyOptions
        {
            FailureRatio = options.Breaker.FailureRatio,
            MinimumThroughput = options.Breaker.LeastSubmissions,
            SamplingDuration = options.Breaker.Sampling,
            BreakDuration = options.Breaker.Break,
            ShouldHandle = new PredicateBuilder().Handle<WorkspaceException>(
                trouble => trouble.Class is FailureClass.NeverAccepted or FailureClass.AcceptanceUnknown),
        })
        .Build();
}
