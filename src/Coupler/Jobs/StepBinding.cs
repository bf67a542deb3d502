namespace Coupler.Jobs;

/// <summary>What a step needs to submit.</summary>
internal sealed record StepBinding(StepRegistration Step, QuantumClient Client);
