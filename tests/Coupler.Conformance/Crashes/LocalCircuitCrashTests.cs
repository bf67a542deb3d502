using Coupler.Circuits;
using Coupler.Conformance.Client;
using Coupler.Local;

namespace Coupler.Conformance.Crashes;

/// <summary>The place dies with the client: the attempt is run again, with the same seed, and counts the same.</summary>
public sealed class LocalCircuitCrashTests : CrashContract
{
    protected override string Place => "local";

    protected override string Target => "local.state-vector";

    protected override Workspace Open() => new LocalWorkspace();

    protected override async Task<string> UndisturbedAsync(QuantumClient client) =>
        Answer.Of(await client.RunAsync(Errand.Circuit, Errand.For(Target), Token));

    protected override async Task<string> ResultAsync(QuantumClient client, Guid job) =>
        Answer.Of(await client.GetJob<CircuitResult>(job).ResultAsync(Token));
}
