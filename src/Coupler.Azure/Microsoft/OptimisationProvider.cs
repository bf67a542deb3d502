using System.Collections.Immutable;
using System.Text.Json;
using Coupler.Azure.Wire;
using Coupler.Problems;
using Coupler.Problems.Qio;

namespace Coupler.Azure.Microsoft;

/// <summary>
/// The optimisation targets that Azure Quantum had until 2023, of Microsoft, 1QBit and Toshiba: <c>microsoft.qio.v2</c> out,
/// solutions in. <c>coupler serve</c> has them still.
/// </summary>
internal sealed class OptimisationProvider(string id) : Provider(id)
{
    private const string Default = "microsoft.paralleltempering-parameterfree.cpu";

    public override ImmutableArray<string> Formats => [QuboFormat.Name, IsingFormat.Name, PuboFormat.Name];

    public override TargetKind KindOf(string target) => TargetKind.Solver;

    public override ImmutableArray<string> AliasesOf(string target) => target == Default ? ["optimiser"] : [];

    public override void Validate(Workload workload, Target target, JobOptions options)
    {
        if (((Problem)workload).VariableCount == 0) throw new TargetRefusedException(target.Id, "the problem has no variables.");
    }

    public override Payload Encode(Workload workload, Target target, JobOptions options)
    {
        using var stream = new MemoryStream();
        QioFormat.Write(Of(workload, options), stream, isCompressed: true);
        return new Payload(QioFormat.Name, stream.ToArray());
    }

    /// <summary>1QBit's answers have the version before.</summary>
    public override string OutputFormatFor(string inputFormat) =>
        Id == "1qbit" ? "microsoft.qio-results.v1" : QioResultFormat.Name;

    /// <summary>Microsoft's targets have their settings in an object of their own.</summary>
    public override JsonElement? InputParams(JobSettings settings, JobOptions options)
    {
        var own = settings.InputParams ?? JsonElement.Parse("{}");
        return Id != "microsoft" || own.TryGetProperty("params", out _)
            ? own
            : JsonElement.Parse($"{{\"params\":{own.GetRawText()}}}");
    }

    public override JobResult Decode(Workload workload, Payload raw, JobOptions options, Provenance provenance)
    {
        ArgumentNullException.ThrowIfNull(raw);
        using var stream = new MemoryStream(raw.Content.ToArray());
        return QioResultFormat.Read(stream, Of(workload, options)) with { Provenance = provenance };
    }

    private static QioProblem Of(Workload workload, JobOptions options) => new((Problem)workload) { Name = options.Name };
}
