using Coupler.Conformance.Client;
using Coupler.Local;
using Coupler.Problems;

namespace Coupler.Conformance.Crashes;

/// <summary>The place dies with the client: the attempt is run again, with the same answer.</summary>
public sealed class LocalProblemCrashTests : CrashContract
{
    protected override string Place => "local";

    protected override string Target => "local.exhaustive";

    protected override Workspace Open() => new LocalWorkspace();

    protected override async Task<string> UndisturbedAsync(QuantumClient client) =>
        Answer.Of(await client.RunAsync(Errand.Problem, Errand.For(Target), Token));

    protected override async Task<string> ResultAsync(QuantumClient client, Guid job) =>
        Answer.Of(await client.GetJob<ProblemResult>(job).ResultAsync(Token));
}
