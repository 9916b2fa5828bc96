using AoEde.Api.Choices;
using AoEde.Api.Schema;

namespace AoEde.Api.Rules;

/// <summary>What the API already has and the engine has not. Rows go away as the engine catches up.</summary>
public static class NotYet
{
    /// <summary>The table.</summary>
    public static IReadOnlyList<NotYetField> All { get; } =
    [
        new("spec.portable", t => t.Spec.Portable, "leave it out: a target stays on its node"),
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

        foreach (var (path, field) in ObjectSchema.Of(typeof(DeletionSpec)).Walk("spec.deletion"))
        {
            if (!Equals(field.Property.GetValue(target.Spec.Deletion), field.Default))
                found.Add(OnlyInACluster(path, $"use {Written(field.Default)}", inCluster));
        }

        if (target.Spec.Freeze?.AllowedNamespaces is { Count: > 0 })
            found.Add(OnlyInACluster("spec.freeze.allowedNamespaces", "use []", inCluster));

        return found;
    }

    private static RuleViolation OnlyInACluster(string path, string usual, bool inCluster) => inCluster
        ? new($"{path}/not-yet", path, "not yet supported by this version", $"leave it out, or {usual}")
        : new($"{path}/no-effect", path, "has no effect without a cluster", "leave it out", Severity.Warning);

    private static string? Written(object? value) => value is bool flag ? (flag ? "true" : "false") : value?.ToString();
}
