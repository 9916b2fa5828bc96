using System.Text.Json.Serialization;
using AoEde.Api.Schema;
using AoEde.Api.Values;

namespace AoEde.Api;

/// <summary>The part of Kubernetes' object metadata that AoEde reads. Fields filled by an API server are skipped.</summary>
[ServerFields("creationTimestamp", "deletionGracePeriodSeconds", "deletionTimestamp", "finalizers", "generateName", "generation",
    "managedFields", "ownerReferences", "resourceVersion", "selfLink")]
public sealed record ObjectMetadata
{
    /// <summary>Name of the object: a DNS subdomain of at most 52 characters for a target (T9), 63 for a freeze (F7). Required.</summary>
    [Required("give it a name such as disk11"), Pattern(Patterns.DnsSubdomain, "a lower-case DNS name such as disk11")]
    public string? Name { get; init; }

    /// <summary>
    /// Namespace of a freeze, which a single host does not look at. Has no meaning for a cluster-scoped kind; accepted with a warning.
    /// </summary>
    public string? Namespace { get; init; }

    /// <summary>Identity given by the API server; without a cluster it is derived from host and name.</summary>
    public string? Uid { get; init; }

    /// <summary>Labels, free for the user's own selection.</summary>
    public IReadOnlyDictionary<string, string> Labels { get; init => field = value ?? NoEntries; } = NoEntries;

    /// <summary>Annotations; those AoEde acts upon are listed in <see cref="AoEde.Api.Annotations"/>.</summary>
    public IReadOnlyDictionary<string, string> Annotations { get; init => field = value ?? NoEntries; } = NoEntries;

    /// <summary>When the object came to be; filled in by whoever keeps it.</summary>
    [JsonConverter(typeof(TimestampConverter))]
    public DateTimeOffset? CreationTimestamp { get; init; }

    private static IReadOnlyDictionary<string, string> NoEntries { get; } = new Dictionary<string, string>();
}
