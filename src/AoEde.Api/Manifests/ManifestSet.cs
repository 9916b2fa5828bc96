using AoEde.Api.Rules;

namespace AoEde.Api.Manifests;

/// <summary>What several files ask for together.</summary>
/// <param name="Files">The files, each judged by itself.</param>
/// <param name="Targets">Targets that can be served side by side.</param>
/// <param name="Diagnostics">Findings of every file, and names and addresses that are asked for twice.</param>
public sealed record ManifestSet(
    IReadOnlyList<ManifestFile> Files, IReadOnlyList<ManifestTarget> Targets, IReadOnlyList<Diagnostic> Diagnostics)
{
    /// <summary>Whether anything was refused.</summary>
    public bool HasErrors => Diagnostics.Any(diagnostic => diagnostic.Severity == Severity.Error);

    /// <summary>
    /// Puts files together. Of two targets with one name, or one address on one network, the one already served wins and otherwise the
    /// first in the order of the files: a file that is added later must never take an address away from a disk in use. The address
    /// of a frozen view is taken as well, also while nothing is frozen.
    /// </summary>
    /// <param name="files">The files in their order.</param>
    /// <param name="isServed">Says whether a target is being served now; null when none is.</param>
    /// <returns>What can be served, and every finding.</returns>
    public static ManifestSet Combine(IReadOnlyList<ManifestFile> files, Func<ManifestTarget, bool>? isServed = null)
    {
        var names = new Dictionary<string, ManifestTarget>();
        var addresses = new Dictionary<(string Network, int Shelf, int Slot), ManifestTarget>();
        var kept = new HashSet<ManifestTarget>(ReferenceEqualityComparer.Instance);
        var found = new List<Diagnostic>();
        var all = files.SelectMany(file => file.Targets).ToList();
        foreach (var target in all.OrderBy(target => isServed?.Invoke(target) == true ? 0 : 1))
        {
            if (names.TryGetValue(target.Name, out var sameName))
            {
                found.Add(Taken(target, "metadata.name", $"the name '{target.Name}' is taken", sameName, "choose another name"));
                continue;
            }

            var claims = AddressClaim.Of(target.Target);
            if (claims.FirstOrDefault(claim => addresses.ContainsKey(claim.Key)) is { } taken)
            {
                var by = addresses[taken.Key];
                found.Add(Taken(target, taken.Field, $"{taken} is taken by '{by.Name}'", by, "choose another shelf or slot"));
                continue;
            }

            names.Add(target.Name, target);
            kept.Add(target);
            foreach (var claim in claims)
                addresses[claim.Key] = target;
        }

        var diagnostics = files.SelectMany(file => file.Diagnostics.Concat(found.Where(d => d.File == file.Path))
            .OrderBy(d => d.Line).ThenBy(d => d.Column));
        return new ManifestSet(files, [.. all.Where(kept.Contains)], [.. diagnostics]);
    }

    private static Diagnostic Taken(ManifestTarget target, string field, string message, ManifestTarget by, string remedy)
    {
        var at = target.Marks.Find(field);
        return new Diagnostic(target.File, at.Line, at.Column, Severity.Error, field, $"{message}, see {by.File}:{by.Line}", remedy)
        {
            Rule = "duplicate",
        };
    }
}
