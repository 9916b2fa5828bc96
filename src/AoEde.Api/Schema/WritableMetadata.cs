namespace AoEde.Api.Schema;

/// <summary>What a manifest may write of an object's metadata. Fields filled by an API server are skipped.</summary>
[ServerFields("creationTimestamp", "deletionGracePeriodSeconds", "deletionTimestamp", "finalizers", "generateName", "generation",
    "managedFields", "ownerReferences", "resourceVersion", "selfLink")]
internal sealed record WritableMetadata
{
    /// <summary>Name of the object: a DNS subdomain of at most 52 characters for a target (T9), 63 for a freeze (F7). Required.</summary>
    [Required("give it a name such as disk11"), Pattern(Patterns.DnsSubdomain, "a lower-case DNS name such as disk11")]
    public string? Name { get; set; }

    /// <summary>
    /// Namespace of a freeze, which a single host does not look at. Has no meaning for a cluster-scoped kind; accepted with a warning.
    /// </summary>
    public string? Namespace { get; set; }

    /// <summary>Identity given by the API server; without a cluster it is derived from host and name.</summary>
    public string? Uid { get; set; }

    /// <summary>Labels, free for the user's own selection.</summary>
    public IReadOnlyDictionary<string, string>? Labels { get; set; }

    /// <summary>Annotations; those AoEde acts upon are listed in <see cref="AoEde.Api.Annotations"/>.</summary>
    public IReadOnlyDictionary<string, string>? Annotations { get; set; }
}
