using System.Text.Json.Serialization;

namespace AoEde.Kube.Models;

/// <summary>What the API server says instead of an object, mostly that something failed.</summary>
public sealed record V1Status
{
    /// <summary>Always <c>v1</c>.</summary>
    public string? ApiVersion { get; set; }

    /// <summary>Always <c>Status</c>.</summary>
    public string? Kind { get; set; }

    /// <summary><c>Success</c> or <c>Failure</c>.</summary>
    [JsonPropertyName("status")]
    public string? StatusProperty { get; set; }

    /// <summary>The HTTP status code.</summary>
    public int? Code { get; set; }

    /// <summary>A CamelCase word such as <c>NotFound</c>, <c>Conflict</c>, <c>Expired</c>.</summary>
    public string? Reason { get; set; }

    /// <summary>A sentence for people.</summary>
    public string? Message { get; set; }

    /// <summary>What it is about.</summary>
    public V1StatusDetails? Details { get; set; }
}

/// <summary>What a <see cref="V1Status"/> is about.</summary>
public sealed record V1StatusDetails
{
    /// <summary>Name of the object.</summary>
    public string? Name { get; set; }

    /// <summary>Kind, often the plural.</summary>
    public string? Kind { get; set; }

    /// <summary>Group of the kind.</summary>
    public string? Group { get; set; }

    /// <summary>Each thing that is wrong.</summary>
    public IList<V1StatusCause>? Causes { get; set; }

    /// <summary>When to ask again, in seconds.</summary>
    public int? RetryAfterSeconds { get; set; }
}

/// <summary>One thing that is wrong.</summary>
public sealed record V1StatusCause
{
    /// <summary>A CamelCase word.</summary>
    public string? Reason { get; set; }

    /// <summary>A sentence for people.</summary>
    public string? Message { get; set; }

    /// <summary>Path of the field.</summary>
    public string? Field { get; set; }
}
