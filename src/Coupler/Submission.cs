namespace Coupler;

/// <summary>One attempt on its way to a target.</summary>
/// <param name="Attempt">Its id: the place must treat a second submission under the same id as the first one.</param>
/// <param name="Target">The target's id.</param>
public sealed record Submission(Guid Attempt, string Target, Payload Input, JobOptions Options);
