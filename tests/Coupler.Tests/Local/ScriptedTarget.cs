using Coupler.Circuits;
using Coupler.Local;

namespace Coupler.Tests.Local;

/// <summary>A target that does what a test says. By default it takes everything and needs no memory.</summary>
internal sealed class ScriptedTarget(string id = "local.scripted") : LocalTarget
{
    private readonly List<string> calls = [];

    public override Target Target { get; } = new()
    {
        Id = id,
        Provider = "local",
        Kind = TargetKind.Simulator,
        Formats = [CircuitFormat.Name],
    };

    public long MemoryBytes { get; init; }

    public string? Refusal { get; init; }

    public Action OnPrepare { get; init; } = () => { };

    public Action<CancellationToken> OnRun { get; init; } = _ => { };

    public IReadOnlyList<string> Calls => calls;

    public override void Validate(Workload workload, JobOptions options)
    {
        calls.Add("validate");
        if (Refusal is not null) throw new TargetRefusedException(id, Refusal);
    }

    public override PreparedRun Prepare(Workload workload, JobOptions options, CancellationToken cancellationToken)
    {
        calls.Add("prepare");
        OnPrepare();
        return new(MemoryBytes, (_, token) =>
        {
            OnRun(token);
            return new Payload("nothing", default);
        });
    }
}
