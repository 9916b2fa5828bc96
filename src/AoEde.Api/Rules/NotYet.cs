using AoEde.Api.Choices;
using AoEde.Api.Schema;

namespace AoEde.Api.Rules;

/// <summary>What the API already has and the engine has not. Rows go away as the engine catches up.</summary>
public static class NotYet
{
    /// <summary>The table.</summary>
    public static IReadOnlyList<NotYetField> All { get; } =
    [
        new("spec.io.engine", t => t.Spec.Io.Engine == IoEngine.ThreadPool, "use Auto, LinuxAio or IoUring"),
        new("spec.ring.version", t => t.Spec.Ring.Version is RingVersion.V3 or RingVersion.Off, "use Auto or V2"),
    ];

    /// <summary>Checks an object against the table, and for settings that have no meaning where it is to be served.</summary>
    /// <param name="target">The object.</param>
    /// <param name="inCluster">Whether a cluster is to serve it, rather than a single host.</param>
    /// <returns>Errors for what is not supported yet, warnings for what has no effect.</returns>
    public static IReadOnlyList<RuleViolation> Check(AoETarget target, bool inCluster)
    {
        var found = new List<RuleViolation>();
        foreach (var row in All.Where(row => row.IsUsed(target)))
            found.Add(new RuleViolation($"{row.Field}/not-yet", row.Field, "not yet supported by this version", row.Remedy));

        if (!inCluster)
            found.AddRange(OnlyInACluster(target));

        return found;
    }

    private static IEnumerable<RuleViolation> OnlyInACluster(AoETarget target)
    {
        if (target.Spec.Portable)
            yield return WithoutEffect("spec.portable");

        foreach (var (path, field) in ObjectSchema.Of(typeof(DeletionSpec)).Walk("spec.deletion"))
        {
            if (!Equals(field.Property.GetValue(target.Spec.Deletion), field.Default))
                yield return WithoutEffect(path);
        }

        if (target.Spec.Freeze?.AllowedNamespaces is { Count: > 0 })
            yield return WithoutEffect("spec.freeze.allowedNamespaces");
    }

    private static RuleViolation WithoutEffect(string path) =>
        new($"{path}/no-effect", path, "has no effect without a cluster", "leave it out", Severity.Warning);
}
