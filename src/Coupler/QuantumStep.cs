using Coupler.Cost;
using Coupler.Jobs;

namespace Coupler;

/// <summary>What every step is, whatever its input and result; derive from <see cref="QuantumStep{TInput, TResult}"/>.</summary>
public abstract class QuantumStep
{
    private protected QuantumStep()
    {
    }

    /// <summary>Under which name and by which client; set where the container makes the step.</summary>
    internal StepBinding? Binding { get; set; }

    internal abstract Type InputType { get; }

    /// <summary>Tells the application's code how the job ended.</summary>
    internal abstract Task TellAsync(StepOutcome outcome, object input, CancellationToken cancellationToken);

    internal abstract object ReadEarlierInput(int version, ReadOnlyMemory<byte> json);
}

/// <summary>
/// A step of an application's own flow that is done by a quantum job: it makes the job from an input, and its code runs when the
/// job ends, today or in three days, in this process or the next. Register it with <see cref="CouplerBuilder.AddStep{TStep}"/>
/// and inject it where the flow reaches it; each ended job gets an instance of its own, from a scope of its own.
/// </summary>
/// <remarks>
/// The code runs at least once for each job: after a crash it may run again. Write its effect under the job's id, so that the
/// second time changes nothing. Code that throws is run again later (<see cref="RetryOptions.Steps"/>); then the job is
/// parked with its result kept, and <see cref="Job.CompleteAsync"/> runs the code once more.
/// </remarks>
/// <typeparam name="TInput">What the step starts from; kept as JSON with the job.</typeparam>
/// <typeparam name="TResult">What the workload brings back.</typeparam>
public abstract class QuantumStep<TInput, TResult> : QuantumStep
    where TInput : notnull
    where TResult : JobResult
{
    internal sealed override Type InputType => typeof(TInput);

    /// <summary>Makes the job's workload. Called once for each submit, before anything is written.</summary>
    public abstract Workload<TResult> Prepare(TInput input);

    /// <summary>The job has its result. When the process ends the token is cancelled, and the code runs again.</summary>
    public abstract Task SucceededAsync(StepContext job, TInput input, TResult result, CancellationToken cancellationToken);

    /// <summary>The job failed, and nothing is tried again. Does nothing by default.</summary>
    public virtual Task FailedAsync(StepContext job, TInput input, JobFailure failure, CancellationToken cancellationToken) =>
        Task.CompletedTask;

    /// <summary>The job was cancelled. Does nothing by default.</summary>
    public virtual Task CancelledAsync(StepContext job, TInput input, CancellationToken cancellationToken) =>
        Task.CompletedTask;

    /// <summary>
    /// Writes the job down, with the input, and returns; the job goes on in the background. The same
    /// <see cref="JobOptions.Key"/> of the same owner gives the first job again.
    /// </summary>
    /// <exception cref="InvalidOperationException">The step does not come from a container where it was added.</exception>
    /// <exception cref="TargetRefusedException">The target cannot run it. Nothing was written or sent.</exception>
    /// <exception cref="BudgetExceededException">It may cost more than a cap has left. Nothing was written or sent.</exception>
    /// <exception cref="CostUnknownException">No bound can be given for what it costs, and a cap asks for one.</exception>
    /// <exception cref="ArgumentException">There is no such target, or an option is wrong.</exception>
    public Task<Job<TResult>> SubmitAsync(
        TInput input, JobOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(input);
        var binding = Binding ?? throw new InvalidOperationException(
            $"{GetType().Name} was not made by a container: add it with AddStep and inject it.");
        var stored = binding.Step.Write(this, input);
        return binding.Client.SubmitAsync(Prepare(input), binding.Step, stored, options, cancellationToken);
    }

    /// <summary>Reads an input that was stored under an earlier version than the one that is registered now.</summary>
    /// <exception cref="FormatException">It cannot be read: the job is parked. This is what happens by default.</exception>
    protected virtual TInput ReadInput(int version, ReadOnlyMemory<byte> json) => throw new FormatException(
        $"The input was stored under version {version} of the step; override ReadInput to read it.");

    internal sealed override object ReadEarlierInput(int version, ReadOnlyMemory<byte> json) => ReadInput(version, json);

    internal sealed override Task TellAsync(StepOutcome outcome, object input, CancellationToken cancellationToken) =>
        outcome switch
        {
            { Result: TResult result } => SucceededAsync(outcome.Context, (TInput)input, result, cancellationToken),
            { Failure: { } failure } => FailedAsync(outcome.Context, (TInput)input, failure, cancellationToken),
            _ => CancelledAsync(outcome.Context, (TInput)input, cancellationToken),
        };
}
