using System.Collections.Frozen;
using System.Collections.Immutable;
using Coupler.Qasm;

namespace Coupler.Jobs;

/// <summary>The workspaces of a client and the names of their targets: ids, and aliases that stand for them.</summary>
internal sealed class WorkspaceDirectory
{
    private readonly FrozenDictionary<string, Workspace> byName;
    private readonly CouplerOptions options;

    public WorkspaceDirectory(IEnumerable<Workspace> workspaces, CouplerOptions options)
    {
        All = [.. workspaces];
        this.options = options;
        var twice = All.GroupBy(workspace => workspace.Name).FirstOrDefault(group => group.Count() > 1);
        if (twice is not null)
        {
            throw new ArgumentException($"Two workspaces are named '{twice.Key}'; names are unique.", nameof(workspaces));
        }
        byName = All.ToFrozenDictionary(workspace => workspace.Name);
        Names = [.. byName.Keys];
    }

    public ImmutableArray<Workspace> All { get; }

    public ImmutableArray<string> Names { get; }

    public Workspace this[string name] => byName.TryGetValue(name, out var workspace)
        ? workspace
        : throw new WorkspaceException(
            FailureClass.AcceptanceUnknown,
            "WorkspaceMissing",
            $"The job belongs to the workspace '{name}', and this client has only {Listed(byName.Keys)}. "
                + "It waits until a client with that workspace runs.");

    /// <summary>Finds a target by id or alias. The configuration's aliases come before those that targets bring.</summary>
    /// <exception cref="ArgumentException">There is no such target.</exception>
    /// <exception cref="WorkspaceException">There is none, and a place that may have it does not answer.</exception>
    public async ValueTask<(Workspace Workspace, Target Target)> FindAsync(string name, CancellationToken cancellationToken)
    {
        var id = options.Aliases.GetValueOrDefault(name, name);
        var known = new List<Target>();
        WorkspaceException? silent = null;
        foreach (var workspace in All)
        {
            try
            {
                var targets = await workspace.GetTargetsAsync(cancellationToken).ConfigureAwait(false);
                if (targets.FirstOrDefault(target => target.Id == id || target.Aliases.Contains(id)) is { } found)
                {
                    return (workspace, found);
                }
                known.AddRange(targets);
            }
            catch (WorkspaceException exception)
            {
                // One place that is away is no trouble of the others.
                silent ??= exception;
            }
        }

        if (silent is not null) throw silent;
        throw new ArgumentException(Unknown(name, id, known), nameof(name));
    }

    private string Unknown(string name, string id, List<Target> known)
    {
        var what = id == name ? $"'{name}'" : $"'{name}' (which the configuration turns into '{id}')";
        var names = known.SelectMany(target => target.Aliases.Prepend(target.Id)).Concat(options.Aliases.Keys).Order().ToArray();
        var near = names.FirstOrDefault(other => other.EndsWith('.' + id, StringComparison.Ordinal))
            ?? Spelling.Nearest(id, names);
        var meant = near is null ? "" : $"; did you mean '{near}'";
        return $"There is no target {what}{meant}{(near is null ? "; there" : "? There")} are {Listed(known.Select(NameOf))}.";
    }

    private static string NameOf(Target target) =>
        target.Aliases.IsEmpty ? target.Id : $"{target.Id} ({string.Join(", ", target.Aliases)})";

    public static async ValueTask<Target> TargetAsync(Workspace workspace, string id, CancellationToken cancellationToken)
    {
        var targets = await workspace.GetTargetsAsync(cancellationToken).ConfigureAwait(false);
        return targets.FirstOrDefault(target => target.Id == id)
            ?? throw new WorkspaceException(
                FailureClass.NeverAccepted,
                "TargetMissing",
                $"The workspace '{workspace.Name}' has no target '{id}' at present.")
            {
                IsTargetUnavailable = true,
            };
    }

    private static string Listed(IEnumerable<string> names)
    {
        var list = string.Join(", ", names);
        return list.Length == 0 ? "none" : list;
    }
}
