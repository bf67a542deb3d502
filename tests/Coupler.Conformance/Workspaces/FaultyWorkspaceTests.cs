using Coupler.Local;
using Coupler.Testing;
using Coupler.Testing.Contracts;

namespace Coupler.Conformance.Workspaces;

/// <summary>A place behind a script in which nothing goes wrong is that place.</summary>
public sealed class FaultyWorkspaceTests : WorkspaceContract
{
    protected override string Target => "local.state-vector";

    protected override Workspace Open() => new FaultScript().Around(new LocalWorkspace());

    protected override async Task<Guid> SubmitEndlessAsync() =>
        (await Client.SubmitAsync(
            [.. Enumerable.Range(0, 30).Select(i => (i, (i + 1) % 30, 1.0))], new() { Target = "local.exhaustive" }, Token)).Id;
}
