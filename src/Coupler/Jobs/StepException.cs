namespace Coupler.Jobs;

/// <summary>The code of a step threw; the inner exception is what it threw.</summary>
internal sealed class StepException(Exception inner) : Exception(inner.Message, inner);
