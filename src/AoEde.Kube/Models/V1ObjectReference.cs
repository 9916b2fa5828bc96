using System.Text.Json.Serialization;

namespace AoEde.Kube.Models;

/// <summary>Names an object of any kind (<c>core/v1</c>).</summary>
public sealed record V1ObjectReference
{
    /// <summary>Its API version.</summary>
    public string? ApiVersion { get; set; }

    /// <summary>Its kind.</summary>
    public string? Kind { get; set; }

    /// <summary>Its name.</summary>
    public string? Name { get; set; }

    /// <summary>Its namespace; null for kinds of the cluster.</summary>
    [JsonPropertyName("namespace")]
    public string? NamespaceProperty { get; set; }

    /// <summary>Its UID.</summary>
    public string? Uid { get; set; }

    /// <summary>The version that is meant.</summary>
    public string? ResourceVersion { get; set; }

    /// <summary>A part of it.</summary>
    public string? FieldPath { get; set; }
}
