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
        new("spec.cache.writeBehind", t => t.Spec.Cache.WriteBehind == WriteBehind.On, "use Off: every write is stable when acknowledged"),
        new("spec.cache.readAheadBytes", t => t.Spec.Cache.ReadAheadBytes > 0, "use 0, or leave it out"),
        Extension("tagTracking", e => e.TagTracking),
        Extension("readCoalescing", e => e.ReadCoalescing),
        Extension("crc", e => e.Crc),
        Extension("congestion", e => e.Congestion),
        new("spec.freeze.enabled", t => t.Spec.Freeze?.Enabled == true, "use false, or leave freeze out"),
        Freeze("shadow", f => f.Shadow),
        Freeze("onShadowFull", f => f.OnShadowFull),
        Freeze("defaultTTL", f => f.DefaultTtl),
        Freeze("maxTTL", f => f.MaxTtl),
        Freeze("allowedNamespaces", f => f.AllowedNamespaces),
        Freeze("mergeRateBytes", f => f.MergeRateBytes),
        Freeze("view", f => f.View),
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
                found.Add(Deletion(path, field.Default, inCluster));
        }

        return found;
    }

    private static RuleViolation Deletion(string path, object? usual, bool inCluster) => inCluster
        ? new($"{path}/not-yet", path, "not yet supported by this version", $"leave it out, or use {Written(usual)}")
        : new($"{path}/no-effect", path, "has no effect without a cluster", "leave it out", Severity.Warning);

    private static string? Written(object? value) => value is bool flag ? (flag ? "true" : "false") : value?.ToString();

    private static NotYetField Extension(string name, Func<ExtensionsSpec, string?> value) => new(
        $"spec.extensions.{name}", t => value(t.Spec.Extensions) == ExtensionMode.Negotiated, "use Off, or leave it out");

    private static NotYetField Freeze(string name, Func<FreezeSpec, object?> value) => new(
        $"spec.freeze.{name}", t => t.Spec.Freeze is { } freeze && value(freeze) is not null, "leave freeze out");
}
