using AoEde.Api.Schema;

namespace AoEde.Api;

/// <summary>The part of Kubernetes' object metadata that AoEde reads. Fields filled by an API server are skipped.</summary>
[ServerFields("creationTimestamp", "deletionGracePeriodSeconds", "deletionTimestamp", "finalizers", "generateName", "generation",
    "managedFields", "ownerReferences", "resourceVersion", "selfLink")]
public sealed record ObjectMetadata
{
    /// <summary>Name of the object: a DNS subdomain of at most 52 characters (rule T9). Required.</summary>
    [Required("give the target a name such as disk11"), Pattern(Patterns.DnsSubdomain, "a lower-case DNS name such as disk11")]
    public string? Name { get; init; }

    /// <summary>Has no meaning for a cluster-scoped kind; accepted with a warning.</summary>
    public string? Namespace { get; init; }

    /// <summary>Identity given by the API server; without a cluster it is derived from host and name.</summary>
    public string? Uid { get; init; }

    /// <summary>Labels, free for the user's own selection.</summary>
    public IReadOnlyDictionary<string, string> Labels { get; init => field = value ?? NoEntries; } = NoEntries;

    /// <summary>Annotations; those AoEde acts upon are listed in <see cref="AoEde.Api.Annotations"/>.</summary>
    public IReadOnlyDictionary<string, string> Annotations { get; init => field = value ?? NoEntries; } = NoEntries;

    private static IReadOnlyDictionary<string, string> NoEntries { get; } = new Dictionary<string, string>();
}
