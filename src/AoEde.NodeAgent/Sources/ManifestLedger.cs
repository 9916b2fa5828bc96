using AoEde.Api;
using AoEde.Api.Manifests;
using AoEde.Api.Rules;

namespace AoEde.NodeAgent.Sources;

/// <summary>
/// Remembers of each manifest file the last version of each target that could be used. A typing mistake in a file must not take
/// a disk away from an initiator: what was good stays in force until the file is good again or is deleted.
/// </summary>
/// <remarks>
/// Good targets of a file are followed even if others in it are not good. Changes are held to the transition rules, as in a cluster.
/// </remarks>
/// <param name="root">The file or folder that is read; if it cannot even be listed, nothing is taken for deleted.</param>
internal sealed class ManifestLedger(string root)
{
    private Dictionary<string, ManifestFile> _good = new(StringComparer.Ordinal);
    private HashSet<(string File, string Name)> _inForce = [];
    private HashSet<string> _told = [];

    /// <summary>Takes what the files hold now.</summary>
    /// <param name="files">All files there are; one that is missing has been deleted.</param>
    public TargetReading Update(IReadOnlyList<ManifestFile> files)
    {
        var found = new List<Diagnostic>();
        var next = new Dictionary<string, ManifestFile>(StringComparer.Ordinal);
        foreach (var file in files)
        {
            var before = _good.GetValueOrDefault(file.Path);
            next[file.Path] = Keep(file, before, found);
        }

        if (files.Any(file => !file.IsReadable && file.Path == root))
        {
            foreach (var (path, file) in _good)
            {
                next.TryAdd(path, file);
            }
        }

        _good = next;
        var ordered = next.Values.OrderBy(file => file.Path, StringComparer.Ordinal).ToArray();
        var set = ManifestSet.Combine(ordered, target => _inForce.Contains((target.File, target.Name)));
        _inForce = [.. set.Targets.Select(target => (target.File, target.Name))];

        // The files kept carry no findings of their own; only names and addresses asked for twice come from the combination.
        found.AddRange(set.Diagnostics);
        return new TargetReading([.. set.Targets.Select(target => target.Target)], TellNew(found));
    }

    private static ManifestFile Keep(ManifestFile file, ManifestFile? before, List<Diagnostic> found)
    {
        found.AddRange(file.Diagnostics);
        var known = before?.Targets.ToDictionary(target => target.Name, StringComparer.Ordinal) ?? [];
        var kept = new List<ManifestTarget>();
        foreach (var target in file.Targets)
        {
            var old = known.GetValueOrDefault(target.Name);
            var broken = old is null ? [] : BrokenTransitions(target, old.Target);
            found.AddRange(broken);
            kept.Add(broken.Count == 0 ? target : old!);
            known.Remove(target.Name);
        }

        kept.AddRange(known.Values.Where(target => MayBeSpoilt(target.Name, file)));
        return file with { Targets = kept, Diagnostics = [] };
    }

    /// <summary>Whether a target that is not among the good ones was spoilt rather than taken out.</summary>
    private static bool MayBeSpoilt(string name, ManifestFile file)
    {
        if (!file.IsReadable || file.Refused.Contains(name, StringComparer.Ordinal))
        {
            return true;
        }

        // An error in an object without a readable name or kind could be any target's.
        return file.HasErrors && file.Refused.Count == 0;
    }

    private static List<Diagnostic> BrokenTransitions(ManifestTarget target, AoETarget old) =>
    [
        .. AoeTargetRules.All
            .Where(rule => rule.IsTransition)
            .Select(rule => rule.Check(target.Target, old))
            .OfType<RuleViolation>()
            .Select(broken => new Diagnostic(target.File, target.LineOf(broken.Field), 0, broken.Severity, broken.Field, broken.Message, broken.Remedy)
            {
                Rule = broken.Rule,
            }),
    ];

    /// <summary>A file that stays wrong is not complained about at every reading.</summary>
    private List<Diagnostic> TellNew(List<Diagnostic> found)
    {
        var fresh = found.Where(diagnostic => !_told.Contains(diagnostic.ToString())).ToList();
        _told = [.. found.Select(diagnostic => diagnostic.ToString())];
        return fresh;
    }
}
