using System.Text.Json;
using System.Text.Json.Serialization;

namespace AoEde.Kube.Models;

/// <summary>Metadata of an object. A field that is null was not given.</summary>
public sealed record V1ObjectMeta
{
    /// <summary>Name, unique among objects of the kind in the namespace.</summary>
    public string? Name { get; set; }

    /// <summary>Prefix from which the server makes a name.</summary>
    public string? GenerateName { get; set; }

    /// <summary>Namespace; null for kinds of the cluster.</summary>
    [JsonPropertyName("namespace")]
    public string? NamespaceProperty { get; set; }

    /// <summary>Identity, given by the server; another object of the same name has another.</summary>
    public string? Uid { get; set; }

    /// <summary>Opaque version, given by the server: equal or not, never more or less.</summary>
    public string? ResourceVersion { get; set; }

    /// <summary>Counts changes of the spec.</summary>
    public long? Generation { get; set; }

    /// <summary>When it was created.</summary>
    [JsonConverter(typeof(KubernetesTimeConverter))]
    public DateTimeOffset? CreationTimestamp { get; set; }

    /// <summary>When its deletion was asked for.</summary>
    [JsonConverter(typeof(KubernetesTimeConverter))]
    public DateTimeOffset? DeletionTimestamp { get; set; }

    /// <summary>Labels.</summary>
    public IDictionary<string, string>? Labels { get; set; }

    /// <summary>Annotations.</summary>
    public IDictionary<string, string>? Annotations { get; set; }

    /// <summary>Who has to agree before it may go.</summary>
    public IList<string>? Finalizers { get; set; }

    /// <summary>Objects without which it is removed.</summary>
    public IList<V1OwnerReference>? OwnerReferences { get; set; }

    /// <summary>Which manager owns which fields; opaque here.</summary>
    public JsonElement? ManagedFields { get; set; }
}
